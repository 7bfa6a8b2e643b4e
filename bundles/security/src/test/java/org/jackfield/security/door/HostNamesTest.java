// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostNamesTest {
    private final HostNames hosts = new HostNames(Set.of("localhost", "lab7.example.org"), () -> "bench3");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "plot.localhost",
                "127.0.0.1",
                "192.168.178.20",
                "255.255.255.255",
                "[::1]",
                "::1",
                "[fe80::1ff:fe23:4567:890a]",
                "[::ffff:10.0.0.1]",
                "lab7.example.org",
                "Lab7.Example.Org.",
                "bench3",
                "BENCH3"
            })
    void ourNamesAndAllAddressesAreAllowed(String host) {
        assertThat(hosts.allow(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evillocalhost",
                "lab7.example.org.evil.example",
                "example.org",
                "x.lab7.example.org",
                "256.1.1.1",
                "127.1",
                "1.2.3.4.5",
                "0127.0.0.1",
                "[evil.example]",
                "bench3.evil.example",
                "null",
                ".",
                ""
            })
    void everyOtherNameIsNot(String host) {
        assertThat(hosts.allow(host)).isFalse();
    }

    @Test
    void theNameToListenOnAndConfiguredNamesAreAllowed() {
        HostNames configured = HostNames.of("Lab7.example.org", "a.example, b.example", "c.example.");

        assertThat(Set.of("lab7.example.org", "a.example", "b.example", "c.example"))
                .allMatch(configured::allow);
    }

    @Test
    void anEntryThatIsNoNameIsLeftOutAndTheOthersCount() {
        HostNames configured = HostNames.of("", "http://x.example/", "*", "*.example", "", "ok.example");

        assertThat(configured.allow("ok.example")).isTrue();
        assertThat(Set.of("x.example", "http://x.example/", "*", "y.example", ""))
                .noneMatch(configured::allow);
    }

    @Test
    void thisMachineKnowsItself() throws UnknownHostException {
        assertThat(HostNames.of("").allow(InetAddress.getLocalHost().getHostName()))
                .isTrue();
    }
}
