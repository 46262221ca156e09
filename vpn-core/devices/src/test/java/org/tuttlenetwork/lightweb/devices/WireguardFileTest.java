// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

class WireguardFileTest {
    private static final String KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";

    @Test
    void leavesAPlaceForThePrivateKeyAndNamesTheNode() {
        ListedNode node =
                new ListedNode("vpn-node-a", "IS", KEY, List.of("192.0.2.1:51820"), Set.of(), 100);
        Device device =
                new Device(
                        new UUID(1, 1),
                        new UserId("1"),
                        new DeviceName("Mia's phone"),
                        new WireguardKey(KEY),
                        new Addresses("10.64.1.2", "fd7a:7474:6c65:1::2"),
                        Optional.empty(),
                        LocalDate.EPOCH,
                        LocalDate.EPOCH);
        assertThat(WireguardFile.of(device, node, "10.64.0.1").lines())
                .contains(
                        "Address = 10.64.1.2/32, fd7a:7474:6c65:1::2/128",
                        "Endpoint = 192.0.2.1:51820",
                        "AllowedIPs = 0.0.0.0/0, ::/0")
                .noneMatch(line -> line.startsWith("PrivateKey"))
                .anyMatch(line -> line.startsWith("# PrivateKey"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a\nPostUp = reboot", "a\rb", "a\u2028b", "a\u0000", "\u202eabc"})
    void takesNoNameThatCouldBecomeALineOfTheFile(String name) {
        assertThatExceptionOfType(LightWebException.class)
                .isThrownBy(() -> new DeviceName(name))
                .withMessageContaining("line breaks");
    }

    @Test
    void givesAddressesInTheRangeButNotTheNodesOwn() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 10_000; i++) {
            String[] parts = Addresses.random(random).v4().split("\\.", -1);
            assertThat(parts[0]).isEqualTo("10");
            assertThat(Integer.parseInt(parts[1])).isBetween(64, 127);
            assertThat(parts[1] + "." + parts[2]).isNotEqualTo("64.0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "//////////////////////////////////////////8=",
                "7P///////////////////////////////////////38=",
                "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmp=",
                "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066Spjqqb\nmo="
            })
    void takesNoKeyThatWireguardWouldMisread(String key) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new WireguardKey(key)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
