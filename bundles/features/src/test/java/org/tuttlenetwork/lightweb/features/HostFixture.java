// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.features.store.HistoryEntry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host of its own for each test, over a real PostgreSQL in a real Felix; more of them where asked
 * for.
 */
abstract class HostFixture {
    @RegisterExtension final Postgres postgres = new Postgres();

    @TempDir Path folder;

    final List<TestHost> hosts = new ArrayList<>();

    TestHost host;

    @BeforeEach
    void boot() {
        host = another("first");
        host.boot();
    }

    @AfterEach
    void halt() throws Exception {
        for (TestHost each : hosts) {
            each.halt();
        }
    }

    TestHost another(String name) {
        TestHost made = new TestHost(postgres.database(), folder.resolve(name));
        hosts.add(made);
        return made;
    }

    static void mood(String version, String mood) {
        System.setProperty("sample.garden-" + version, mood);
    }

    HistoryEntry last() {
        return host.engine().history("garden", Optional.empty(), 1).getFirst().entry();
    }

    List<String> history(String feature) {
        return host.engine().history(feature, Optional.empty(), 50).stream()
                .map(each -> each.entry().action() + " " + each.entry().outcome())
                .toList();
    }

    static InstallOutcome live(String version, Optional<String> previous) {
        return new InstallOutcome.Live("garden", version, previous, Optional.empty());
    }

    /** As a process that ends at a place: nobody catches it on the way. */
    static final class Killed extends Error {}

    static Faults killAt(String place) {
        return reached -> {
            if (reached.equals(place)) {
                throw new Killed();
            }
        };
    }

    /** What migrates its data as {@link #beforeThat} cannot work with it. */
    static Pack changingForGood(String version, int grace) {
        return Pack.moody("garden", version, grace)
                .extension(
                        "\"migrations\": {\"irreversible\": [\"2\"]}, \"health\":"
                                + " {\"startSeconds\": 2, \"graceSeconds\": "
                                + grace
                                + "}, \"permissions\": [\"framework\"]")
                .scripts(Map.of("V1__a.sql", "select 1", "V2__b.sql", "select 2"));
    }

    /** What works with its data as it is first. */
    static Pack beforeThat() {
        return Pack.of("garden", "1.0.0").scripts(Map.of("V1__a.sql", "select 1"));
    }
}
