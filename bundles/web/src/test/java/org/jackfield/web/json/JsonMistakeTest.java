// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMistakeTest {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(JsonBounds.CONSTRAINTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                 | expected more JSON, came the end at line 1, column",
                "{'a':1}           | expected a name in double quotes, came ''' at line 1, column 2",
                "{\"a\" 1}         | expected a colon after the name, came '1' at line 1, column 6",
                "{\"a\":1 \"b\":2} | expected a comma or the end of the list or object, came '\"' at line 1, column 8",
                "{\"a\":}          | expected a value: an object, a list, a text in double quotes, a number,",
                "{\"a\":NaN}       | came 'NaN' at line 1, column",
                "{\"a\":nothing}   | came 'nothing' at line 1, column",
                "{\"a\":1}{}       | expected nothing after the first value, came more at line 1, column 8",
                "{\"a\":1,\"a\":2} | expected every name once in an object, came one twice at line 1, column",
                "[1}               | expected the bracket that closes what was opened, came '}' at line 1, column 3",
                "[01]              | expected a number such as -1.5e3, came",
                "[\"\\x\"]         | expected an escape that JSON knows"
            })
    void aMistakeIsToldWithWhatWasExpectedWhatCameAndWhere(String text, String words) {
        assertThat(mistake(text.strip()))
                .contains(words)
                .doesNotContain("Feature", "REDACTED", "Source", "Constraints", "jackson", "_DIR", "token");
    }

    @Test
    void boundsAreNamed() {
        assertThat(mistake("[".repeat(200))).contains("at most 100 deep", "came more");
        assertThat(mistake("[" + "9".repeat(2000) + "]")).contains("numbers of at most 1000");
    }

    @Test
    void theLineIsCounted() {
        assertThat(mistake("{\n  \"a\": 1,\n  b: 2\n}")).contains("came 'b' at line 3, column 3");
    }

    private static String mistake(String text) {
        return JsonMistake.words(catchThrowableOfType(
                JsonProcessingException.class,
                () -> MAPPER.readValue(text.getBytes(StandardCharsets.UTF_8), Object.class)));
    }
}
