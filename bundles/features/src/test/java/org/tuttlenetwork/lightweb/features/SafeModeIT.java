// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Safe mode: nothing that was installed runs, and what is asked for waits for the next start. */
class SafeModeIT extends HostFixture {
    @Test
    void runsNothingThatWasInstalledInSafeModeAndAllOfItAfterwards() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        new Suspects(host.folder()).starting(new RevisionKey("garden", "1.0.0"));
        host.boot(Faults.NONE, true);
        TestHost.until(() -> host.bundles().isEmpty());
        assertThat(host.status("garden").state()).isEqualTo(State.OFF);
        assertThat(host.room().health().detail())
                .startsWith("Safe mode")
                .contains("ended while it started garden 1.0.0");
        host.halt();
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void triesWhatWasAskedForInSafeModeAtTheNextStart() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        host.halt();
        host.boot(Faults.NONE, true);
        assertThat(host.install(Pack.of("garden", "2.0.0")))
                .isEqualTo(new InstallOutcome.AtNextStart("garden", "2.0.0"));
        TestHost.until(() -> host.bundles().isEmpty());
        assertThat(host.status("garden").onItsWay().orElseThrow().phase()).isEqualTo("WAITING");
        host.halt();
        host.boot(Faults.NONE, true);
        host.halt();
        host.boot();
        assertThat(host.active("garden")).containsExactly("2.0.0");
        TestHost.until(() -> host.status("garden").onItsWay().isEmpty());

        host.halt();
        host.boot(Faults.NONE, true);
        assertThat(host.engine().rollback("garden", Optional.empty(), TestHost.request()))
                .isEqualTo(new InstallOutcome.AtNextStart("garden", "1.0.0"));
        host.halt();
        host.boot();
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    @Test
    void takesNothingFromTheFolderInSafeMode() throws Exception {
        host.halt();
        host.boot(Faults.NONE, true);
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwx------"));
        Files.write(deploy.resolve("garden.jar"), Pack.of("garden", "1.0.0").bytes());
        DropFolder inbox = new DropFolder(host.engine(), deploy);
        for (int look = 0; look < 3; look++) {
            inbox.look();
        }
        assertThat(inbox.health().detail()).contains("safe mode");
        assertThat(host.engine().inFolder()).isEmpty();
        assertThat(host.engine().history("garden", Optional.empty(), 1)).isEmpty();
        inbox.close();
    }
}
