// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;

import java.nio.file.Path;

/** The suite on the demo's Zitadel. */
class StandInZitadelIT extends ZitadelSuite {
    @TempDir Path folder;
    private ZitadelStandIn zitadel;

    @Override
    World begin() {
        Path key = folder.resolve("key.json");
        zitadel = ZitadelStandIn.start(ZitadelOptions.defaults().withKeyFile(key));
        // Nora has no role in the demo.
        return new World(
                zitadel.issuer(),
                ServiceKey.read(key),
                DemoIds.PROJECT,
                DemoIds.ORGANIZATION,
                new UserId(Persona.NORA.userId()));
    }

    @Override
    void lock(World world, UserId person) {
        zitadel.console().lock(person.value());
    }

    @Override
    void end(World world) {
        assertThat(zitadel.unexpectedCalls()).isEmpty();
        zitadel.close();
    }
}
