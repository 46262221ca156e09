// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.host.fixture.Doomed;
import org.tuttlenetwork.lightweb.host.fixture.Echo;
import org.tuttlenetwork.lightweb.host.fixture.Strict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class HostIT {
    @TempDir Path home;
    private HostProcess host;

    @BeforeEach
    void makeHome() throws IOException {
        host = new HostProcess(home);
    }

    @AfterEach
    void end() throws InterruptedException {
        host.end();
    }

    @Test
    void startsWhatIsDeclaredAndStopsCleanlyWhenTold() throws Exception {
        echo();
        host.start("LIGHTWEB_PROFILE", "demo");
        host.await("every bundle and component is satisfied");

        assertThat(host.terminate()).isZero();
        assertThat(host.output())
                .contains("echo home=" + home)
                .contains("echo data=" + home.resolve("data"))
                .contains("echo etc=" + home.resolve("etc"))
                .contains("echo profile=demo")
                .contains("echo diagnosis=[]")
                .contains("echo stopped");
    }

    @Test
    void bringsAKeptCacheInLineWithTheFolder() throws Exception {
        echo();
        tiny("core/tiny-1.jar", "tiny", Map.of());
        host.start();
        host.await("5 bundles started");
        assertThat(host.terminate()).isZero();

        Files.delete(home.resolve("bundles/core/tiny-1.jar"));
        tiny("features/other-1.jar", "other", Map.of());
        tiny("features/late-1.jar", "late", Map.of());
        JarFiles.write(
                home.resolve("bundles/core/echo-1.jar"), headers("echo", Map.of()), List.of());
        host.start();
        host.await("6 bundles started");

        assertThat(host.terminate()).isZero();
        assertThat(host.output()).doesNotContain("echo home");
    }

    @Test
    void namesThePackageWithoutWhichTheCoreCantStart() throws Exception {
        tiny("core/needy-1.jar", "needy", Map.of("Import-Package", "org.gone;version=\"[1.2,2)\""));
        tiny("core/friend-1.jar", "friend", Map.of("Require-Bundle", "needy"));
        host.start();

        assertThat(host.exitCode()).isEqualTo(1);
        assertThat(host.output())
                .contains(
                        "LightWeb can't run: needy needs package org.gone in version 1.2.0 or newer"
                                + " and below 2.0.0, and nothing here exports it")
                .contains("friend waits for needy; needy needs package org.gone");
    }

    @Test
    void runsOnWithoutAFeatureThatLacksAPackageAndSaysWhichVersionIsThere() throws Exception {
        tiny("core/tiny-1.jar", "tiny", Map.of("Export-Package", "shared;version=1.0.0"));
        tiny("features/needy-1.jar", "needy", Map.of("Import-Package", "shared;version=\"[3,4)\""));
        host.start();
        host.await(
                "Not satisfied: needy needs package shared in version 3.0.0 or newer and below"
                        + " 4.0.0, but tiny has it in version 1.0.0");

        assertThat(host.terminate()).isZero();
    }

    @Test
    void endsWhenABundleSaysThatItCantGoOn() throws Exception {
        JarFiles.bundle(
                home.resolve("bundles/core/doomed-1.jar"),
                headers("doomed", Map.of("Import-Package", "org.osgi.framework")),
                Doomed.class);
        host.start();

        assertThat(host.exitCode()).isEqualTo(1);
        assertThat(host.output()).contains("LightWeb can't run: port 8080 is in use");
    }

    @Test
    void endsWhenAComponentOfTheCoreRefusesItsConfiguration() throws Exception {
        strict("core");
        host.start();

        assertThat(host.exitCode()).isEqualTo(1);
        assertThat(host.output())
                .contains(
                        "LightWeb can't run: "
                                + Strict.class.getName()
                                + " failed to start: etc/strict.cfg: port = 99999: 1 to 65535 is"
                                + " allowed");
    }

    @Test
    void runsOnWhenAComponentOfAFeatureRefusesItsConfiguration() throws Exception {
        strict("features");
        host.start();
        host.await("Not satisfied: " + Strict.class.getName() + " failed to start: etc/strict.cfg");

        assertThat(host.terminate()).isZero();
        assertThat(host.output().lines())
                .as("said in one sentence, neither as a stack nor past the log")
                .noneMatch(line -> line.startsWith("ERROR") || line.startsWith("\tat "))
                .filteredOn(line -> line.contains("etc/strict.cfg"))
                .singleElement()
                .matches(line -> line.matches("20.*Z WARN .*Not satisfied.*"));
    }

    @Test
    void givesConfigurationWithItsSecretsAndTakesChanges() throws Exception {
        echo();
        Path secrets = Files.createDirectories(home.resolve("data/secrets"));
        Files.writeString(secrets.resolve("password"), "sesame\n");
        Path file = home.resolve("etc/lightweb.echo.cfg");
        Files.writeString(file, "word = $[env:ECHO_WORD]\npassword = $[secret:password]\n");
        host.start("ECHO_WORD", "hello");
        host.await("echo configured=hello,sesame");

        Files.writeString(file, "word = bye\npassword = $[secret:password]\n");
        host.await("echo configured=bye,sesame");
        Files.writeString(secrets.resolve("password"), "open sesame\n");
        host.await("echo configured=bye,open sesame");
        Files.writeString(file, "word = $[env:NOT_THERE]\n");
        host.await(
                "Refused: "
                        + file
                        + ": word = $[env:NOT_THERE]: the environment has no variable NOT_THERE");
        Files.delete(file);
        host.await("echo configured=nothing");

        assertThat(host.terminate()).isZero();
        assertThat(host.output()).doesNotContain("echo configured=$[");
    }

    @Test
    void refusesToStartWithAPlaceholderThatNothingReplaces() throws Exception {
        echo();
        Path file = home.resolve("etc/lightweb.echo.cfg");
        Files.writeString(file, "word = $[secret:nowhere]\n");
        host.start();

        assertThat(host.exitCode()).isEqualTo(1);
        assertThat(host.output()).contains(file + ": word = $[secret:nowhere]: no secret nowhere");
    }

    private void echo() throws IOException {
        JarFiles.bundle(
                home.resolve("bundles/core/echo-1.jar"),
                headers("echo", Map.of("Import-Package", "org.osgi.framework,org.osgi.service.cm")),
                Echo.class);
    }

    private void strict(String group) throws IOException {
        JarFiles.component(
                home.resolve("bundles").resolve(group).resolve("strict-1.jar"),
                headers("strict", Map.of()),
                Strict.class);
    }

    private void tiny(String path, String name, Map<String, String> more) throws IOException {
        JarFiles.write(home.resolve("bundles").resolve(path), headers(name, more), List.of());
    }

    private static Map<String, String> headers(String name, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", name);
        headers.put("Bundle-Version", "1.0.0");
        return headers;
    }
}
