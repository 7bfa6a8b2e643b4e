// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
    @Test
    void aPortThatWasTriedIsFreeAfterwards() throws Exception {
        Address address = Address.free("127.0.0.1", 0);
        assertThat(address.port()).isPositive();
        assertThat(address.accepts()).isFalse();
        try (ServerSocket web = new ServerSocket(address.port(), 1, address.ip())) {
            assertThat(web.isBound()).isTrue();
            assertThat(address.accepts()).isTrue();
        }
    }

    @Test
    void aPortInUseIsRefused() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Address.free("127.0.0.1", other.getLocalPort()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("Port " + other.getLocalPort()
                            + " on 127.0.0.1 is in use by another program; stop it or choose another with --port.");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsRefused() {
        assertThatThrownBy(() -> Address.free("192.0.2.1", 0)) // set aside for documentation, nobody has it
                .isInstanceOf(CannotStart.class)
                .hasMessage("192.0.2.1 is not an address of this machine; choose another with --host.");
    }

    @Test
    void aNameThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Address.free("nowhere.invalid", 0))
                .isInstanceOf(CannotStart.class)
                .hasMessage("'nowhere.invalid' is not a host name that this machine knows; choose another with"
                        + " --host.");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:80/, false",
        "localhost, http://localhost:80/, false",
        "::1, http://[::1]:80/, false",
        "[::1], http://[::1]:80/, false",
        "0.0.0.0, http://127.0.0.1:80/, true",
        "192.0.2.1, http://192.0.2.1:80/, true"
    })
    void theUrlIsOneThatABrowserOnThisMachineCanOpen(String host, String url, boolean openToOthers) throws Exception {
        Address address = new Address(host, InetAddress.getByName(host), 80);
        assertThat(address.url()).isEqualTo(url);
        assertThat(address.isOpenToOthers()).isEqualTo(openToOthers);
    }
}
