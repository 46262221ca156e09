// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

/** The inbox: a file is taken once, with a person where it asks for more. */
class DropFolderIT extends HostFixture {
    @Test
    void takesAFileOnceAndLeavesWhatBecameOfItAlone() throws Exception {
        Path deploy = deployFolder();
        Path file = deploy.resolve("garden.jar");
        DropFolder first = new DropFolder(host.engine(), deploy);
        Files.write(file, Pack.of("garden", "1.0.0").extension("").bytes());
        TestHost.until(() -> first.health().detail().contains("imports"));
        Files.write(file, Pack.of("garden", "1.0.0").bytes());
        TestHost.until(() -> first.health().detail().contains("waits for an administrator"));
        FeaturePlan waiting = host.engine().waiting(TestHost.request()).getFirst();
        assertThat(host.active("garden")).as("new permissions wait for a person").isEmpty();
        host.engine().apply(waiting.id(), TestHost.request());
        assertThat(host.active("garden")).containsExactly("1.0.0");
        first.close();

        host.engine().remove("garden", "ada");
        DropFolder second = new DropFolder(host.engine(), deploy);
        lookTwice(second);
        assertThat(host.active("garden")).as("removed by a person, still lying there").isEmpty();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        TestHost.until(() -> !host.engine().waiting(TestHost.request()).isEmpty());
        host.engine()
                .apply(
                        host.engine().waiting(TestHost.request()).getFirst().id(),
                        TestHost.request());
        Files.delete(file);
        TestHost.until(() -> host.active("garden").isEmpty());
        second.close();
    }

    @Test
    void takesAFileOnceWhateverBecameOfItAlsoAfterARestart() throws Exception {
        Path deploy = deployFolder();
        host.install(Pack.of("garden", "1.0.0"));
        System.setProperty("sample.garden-2.0.0", "fail-start");
        DropFolder first = new DropFolder(host.engine(), deploy);
        Files.write(deploy.resolve("garden.jar"), Pack.moody("garden", "2.0.0", 0).bytes());
        TestHost.until(() -> first.health().detail().contains("No water in the garden"));
        first.close();
        List<String> before = history("garden");
        DropFolder second = new DropFolder(host.engine(), deploy);
        lookTwice(second);
        assertThat(history("garden")).as("refused once").isEqualTo(before);
        second.close();

        host.engine().purge("garden", "ada");
        DropFolder third = new DropFolder(host.engine(), deploy);
        lookTwice(third);
        assertThat(host.engine().inFolder()).as("purged by a person").isEmpty();
        assertThat(history("garden").getFirst()).isEqualTo("PURGE DONE");
        third.close();
    }

    @Test
    void stopsOnlyWhatCameFromTheFile() throws Exception {
        Path deploy = deployFolder();
        Pack garden = Pack.of("garden", "1.0.0");
        host.install(garden);
        Path file = Files.write(deploy.resolve("copy.jar"), garden.bytes());
        DropFolder inbox = new DropFolder(host.engine(), deploy);
        lookTwice(inbox);
        Files.delete(file);
        lookTwice(inbox);
        assertThat(host.active("garden")).containsExactly("1.0.0");
        inbox.close();
    }

    private Path deployFolder() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwx------"));
        return deploy;
    }

    private static void lookTwice(DropFolder inbox) {
        inbox.look();
        inbox.look();
        inbox.look();
    }
}
