// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jackfield.device.Device;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

final class ClaimTest {
    private final Map<String, Object> properties =
            new HashMap<>(Map.of(Constants.SERVICE_ID, 42L, Device.ID, "pm1", Constants.OBJECTCLASS, new String[] {
                StreamingDevice.class.getName()
            }));

    private Claim claim() {
        return Claim.of(reference(bundle()));
    }

    private static Bundle bundle() {
        return stand(
                Bundle.class,
                Map.of("getSymbolicName", "org.vendor", "getVersion", new Version("1.2.3"), "getBundleId", 7L));
    }

    @SuppressWarnings("unchecked")
    private ServiceReference<Device> reference(@Nullable Bundle bundle) {
        return (ServiceReference<Device>) Proxy.newProxyInstance(
                ClaimTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) ->
                        method.getName().equals("getBundle") ? bundle : properties.get(arguments[0]));
    }

    private static <T> T stand(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                ClaimTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName())));
    }

    @Test
    void aClaimReadsWhoMakesItAndLeavesTheRestToThePlatform() {
        Claim claim = claim();

        assertThat(claim.deviceId()).isEqualTo("pm1");
        assertThat(claim.serviceId()).isEqualTo(42);
        assertThat(claim.driver()).isEqualTo(new DriverInfo("org.vendor", "1.2.3", 7));
        assertThat(claim.label()).isEqualTo("org.vendor 1.2.3");
        assertThat(claim.autostart()).isFalse();
        assertThat(claim.settings()).isEqualTo(StreamSettings.DEFAULT);
        assertThat(claim.ringFrames()).isEmpty();
        assertThat(claim.ringBytes()).isEmpty();
    }

    @Test
    void whatAConfigurationSaysIsTakenAsNumberOrAsText() {
        properties.put(Device.AUTOSTART, "true");
        properties.put(StreamingDevice.SAMPLE_RATE, 2.5);
        properties.put(StreamingDevice.RING_FRAMES, 100);
        properties.put(StreamingDevice.RING_BYTES, "1000000");

        Claim claim = claim();

        assertThat(claim.autostart()).isTrue();
        assertThat(claim.settings().sampleRate()).isEqualTo(2.5);
        assertThat(claim.ringFrames()).contains(100);
        assertThat(claim.ringBytes()).contains(1_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-1_b.c", "_", "-", "9", "pm1.new"})
    void aNameIsOfLettersDigitsAndAFewSigns(String id) {
        properties.put(Device.ID, id);
        assertThat(claim().deviceId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".hidden", "../etc", "a/b", "a b", "ä", "a\n", "\"", "a\u0000"})
    void anyOtherNameIsRefusedAndQuoted(String id) {
        properties.put(Device.ID, id);
        assertThatIllegalArgumentException()
                .isThrownBy(this::claim)
                .withMessageStartingWith("device.id must be 1 to 100 letters")
                .withMessageEndingWith("was " + id);
    }

    @Test
    void aNameIsTextOfAtMostAHundredLetters() {
        properties.put(Device.ID, "x".repeat(100));
        assertThat(claim().deviceId()).hasSize(100);
        for (Object id : Arrays.asList("x".repeat(101), 7, new String[] {"pm1"})) {
            properties.put(Device.ID, id);
            assertThatIllegalArgumentException().isThrownBy(this::claim);
        }
        properties.remove(Device.ID);
        assertThatIllegalArgumentException().isThrownBy(this::claim).withMessageEndingWith("was null");
    }

    @ParameterizedTest
    @CsvSource({
        "stream.rate, fast, stream.rate must be a number",
        "stream.rate, 0, sampleRate must be above 0",
        "stream.rate, NaN, sampleRate must be above 0",
        "stream.ring.frames, 0, stream.ring.frames must be from 1 to 16777216",
        "stream.ring.frames, 1e9, stream.ring.frames must be from 1 to 16777216",
        "stream.ring.bytes, -1, stream.ring.bytes must be from 1 to 17179869184",
        "stream.ring.bytes, NaN, stream.ring.bytes must be from 1 to 17179869184",
    })
    void aSettingOutOfBoundsIsNamedWithWhatWasExpected(String property, String value, String message) {
        properties.put(property, value);
        assertThatIllegalArgumentException().isThrownBy(this::claim).withMessageStartingWith(message);
    }

    @Test
    void aDriverThatHasGoneCannotClaim() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Claim.of(reference(null)))
                .withMessage("its driver is gone already");
    }
}
