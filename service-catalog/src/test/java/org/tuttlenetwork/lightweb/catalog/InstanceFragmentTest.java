// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

class InstanceFragmentTest {
    private static final ServiceType TYPE =
            new ServiceType(
                    "org.example.call",
                    "1",
                    ServiceType.Kind.VIDEO_CALL,
                    Map.of("en", "Call"),
                    Map.of("en", "Talk"),
                    "MIT",
                    "",
                    List.of(
                            new ServiceType.Endpoint("web", ServiceType.Protocol.HTTPS, 443, "/"),
                            new ServiceType.Endpoint(
                                    "media", ServiceType.Protocol.UDP, 10_000, "")),
                    List.of(),
                    new byte[0]);

    @Test
    void opensExactlyItsPortsOneWay() {
        GroupRef users = new GroupRef.Declared("islands", "island-x", "members");
        Fragment fragment =
                InstanceFragment.of(
                        instance(),
                        TYPE,
                        users,
                        Optional.of("100.64.0.9"),
                        "call.tea.tuttle.internal");
        assertThat(fragment.policies())
                .hasSize(2)
                .allSatisfy(
                        p -> {
                            assertThat(p.source()).isEqualTo(users);
                            assertThat(p.bidirectional()).isFalse();
                        });
        assertThat(fragment.policies())
                .extracting(MeshPolicy::ports)
                .containsExactly(List.of(443), List.of(10_000));
        assertThat(fragment.zones())
                .singleElement()
                .satisfies(z -> assertThat(z.distribution()).isEqualTo(users));
    }

    @Test
    void hasNoNameWhileItsServerHasNoAddress() {
        Fragment fragment =
                InstanceFragment.of(
                        instance(),
                        TYPE,
                        new GroupRef.Foreign("All"),
                        Optional.empty(),
                        "call.tuttle.internal");
        assertThat(fragment.zones()).isEmpty();
    }

    @Test
    void isNamedUnderItsIsland() {
        assertThat(instance().domain("tuttle.internal")).isEqualTo("call.tea.tuttle.internal");
    }

    private static Instance instance() {
        return new Instance(
                new UUID(1, 1),
                TYPE.id(),
                "call",
                "Call",
                "core-services",
                new Instance.OnIsland(new UUID(2, 2), "tea"),
                new UserId("1"),
                Instant.EPOCH);
    }
}
