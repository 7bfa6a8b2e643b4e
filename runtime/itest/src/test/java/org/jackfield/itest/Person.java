// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody in front of a browser: does what people do to the page, and says what is to be seen of it. */
final class Person implements AutoCloseable {
    /** Deque's accessibility checks, where the build of the page has them. */
    private static final Path AXE =
            RunningProduct.CHECKOUT.resolve("bundles/ui/src/main/page/node_modules/axe-core/axe.min.js");

    private final Chromium chromium;

    Person(Path profile) throws Exception {
        chromium = Chromium.start(profile);
    }

    /** Opens a page of this house as if for the first time. */
    void open(String url) throws Exception {
        chromium.open("about:blank");
        chromium.open(url);
        try (InputStream person = Person.class.getResourceAsStream("person.js")) {
            chromium.evaluate(new String(person.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Does what must work at once. */
    void act(String script) throws Exception {
        assertThat(chromium.evaluate(script).asBoolean()).as(script).isTrue();
    }

    void await(String what, String condition) throws Exception {
        until(what + " is seen", () -> chromium.evaluate(condition).asBoolean());
    }

    void awaitChange(String script) throws Exception {
        until(script + " is something", () -> !show(script).isEmpty());
        String before = show(script);
        until(script + " is no longer " + before, () -> !show(script).equals(before));
    }

    String show(String script) throws Exception {
        return chromium.evaluate(script).asText();
    }

    int count(String script) throws Exception {
        return chromium.evaluate(script).asInt();
    }

    /** How many frames the screen has had in some seconds, in which the page is scrolled through. */
    int frames() throws Exception {
        chromium.evaluate("var shown; countFrames((count) => (shown = count)); 0");
        await("the end of the count", "!!shown");
        return count("shown");
    }

    /** What keeps people out of what is shown; an empty list if nothing does. */
    String obstacles() throws Exception {
        chromium.evaluate(Files.readString(AXE) + ";0");
        chromium.evaluate("var found; axe.run().then((result) => found = result.violations); 0");
        await("the outcome of the check", "!!found");
        return show("JSON.stringify(found.filter((one) => ['serious', 'critical'].includes(one.impact)))");
    }

    @Override
    public void close() {
        chromium.close();
    }
}
