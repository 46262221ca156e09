// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.tuttlenetwork.lightweb.features.archive.Declaration.HealthGate;
import org.tuttlenetwork.lightweb.features.archive.DescriptionReader.Description;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code feature.json} may say. */
class DescriptionReaderTest {
    private static final String BUNDLES =
            "\"bundles\": [{\"id\": \"org.example:garden:1\", \"file\": \"garden.jar\", \"sha256\":"
                    + " \""
                    + "0".repeat(64)
                    + "\"}]";
    private static final String ID = "\"id\": \"org.example:garden:1.0.0\"";

    private final DescriptionReader reader = new DescriptionReader();

    @Test
    void readsAllThatMayBeSaid() throws Exception {
        Description read =
                reader.read(
                        utf8(
                                """
                                { // OSGi allows comments.
                                 "feature-resource-version": "1.0",
                                 "id": "org.example:garden:osgifeature:1.2.0-SNAPSHOT",
                                 "name": "Garden", "description": "Who waters what.", "vendor": "Ada",
                                 "license": "Apache-2.0", "docURL": "https://example.org/garden",
                                 "SCM": "https://example.org/garden.git", "complete": true, "categories": ["home"],
                                 %s,
                                 "configurations": {"lightweb.garden": {"beds": 3, "wet": true, "ratio": 0.5,
                                   "name": "x", "tools": ["hoe", "rake"]}},
                                 "extensions": {
                                   "org.example.other": {"type": "text", "text": ["ignored"]},
                                   "org.tuttlenetwork.lightweb": {"kind": "mandatory", "type": "json", "json": {
                                     "requires": {"api": "[0.1,1)", "java": 25},
                                     "permissions": ["database", "network"],
                                     "paths": ["garden"], "sections": ["garden"],
                                     "health": {"startSeconds": 10, "graceSeconds": 0},
                                     "migrations": {"irreversible": ["3", "2.1"]},
                                     "breaking": true}}}}
                                """
                                        .formatted(BUNDLES)));
        assertThat(read.version()).isEqualTo(Version.parseVersion("1.2.0.SNAPSHOT"));
        assertThat(read.configurations())
                .containsEntry(
                        "lightweb.garden",
                        Map.of(
                                "beds",
                                3L,
                                "wet",
                                true,
                                "ratio",
                                0.5,
                                "name",
                                "x",
                                "tools",
                                List.of("hoe", "rake")));
        Declaration said = read.declaration();
        assertThat(said.words().vendor()).contains("Ada");
        assertThat(said.words().docUrl()).contains("https://example.org/garden");
        assertThat(said.requirements().api()).contains(VersionRange.valueOf("[0.1,1)"));
        assertThat(said.requirements().java()).contains(25);
        assertThat(said.permissions())
                .containsExactlyInAnyOrder(
                        Permission.DATABASE, Permission.NETWORK, Permission.PATHS);
        assertThat(said.claims().paths()).containsExactly("garden");
        assertThat(said.health()).isEqualTo(new HealthGate(Duration.ofSeconds(10), Duration.ZERO));
        assertThat(said.irreversible()).containsExactlyInAnyOrder("3", "2.1");
        assertThat(said.breaking()).isTrue();
    }

    @Test
    void needsNothingButAnIdAndABundle() throws Exception {
        Declaration said = reader.read(utf8("{" + ID + "," + BUNDLES + "}")).declaration();
        assertThat(said.permissions()).isEmpty();
        assertThat(said.claims().isEmpty()).isTrue();
        assertThat(said.health()).isEqualTo(HealthGate.USUAL);
        assertThat(said.requirements().api()).isEmpty();
        assertThat(said.breaking()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"permission\": []} | there is no field permission; the fields are breaking,"
                        + " health",
                "{\"permissions\": [\"root\"]} | there is no root; there are database, paths,",
                "{\"permissions\": [\"mesh\", \"mesh\"]} | names one thing twice",
                "{\"permissions\": \"mesh\"} | must be a list in brackets",
                "{\"permissions\": [1]} | must be text in quotes",
                "{\"permissions\": [\"paths\"]} | no paths and no sections are claimed",
                "{\"paths\": [\"/garden\"]} | beginning with a letter, without slashes; this is"
                        + " not: /garden",
                "{\"sections\": [\"Garden\"]} | this is not: Garden",
                "{\"requires\": {\"api\": \"(2,1)\", \"jdk\": 1}} | there is no field jdk; the"
                        + " fields are api, java",
                "{\"requires\": {\"api\": \"one\"}} | must be a range of versions such as [0.1,1),"
                        + " not one",
                "{\"requires\": {\"java\": 1000}} | must be a whole number from 8 to 99, not 1000",
                "{\"requires\": []} | must be an object in braces",
                "{\"health\": {\"graceSeconds\": 3601}} | from 0 to 3600, not 3601",
                "{\"health\": {\"startSeconds\": 0}} | from 1 to 300, not 0",
                "{\"health\": {\"startSeconds\": 1.5}} | from 1 to 300, not 1.5",
                "{\"migrations\": {\"irreversible\": [\"V3\"]}} | versions of migrations such as 3"
                        + " or 2.1, not V3",
                "{\"breaking\": \"no\"} | breaking: must be true or false"
            })
    void refusesByNameWhatIsWrongInTheExtension(String extension, String words) {
        assertRefused(
                "{"
                        + ID
                        + ","
                        + BUNDLES
                        + ", \"extensions\": {\"org.tuttlenetwork.lightweb\": {\"kind\":"
                        + " \"mandatory\", \"type\": \"json\", \"json\": "
                        + extension
                        + "}}}",
                words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"variables\": {} | there is no field variables; the fields are SCM, bundles",
                "\"feature-resource-version\": \"2.0\" | must be 1.0",
                "\"name\": \"\" | name: must have 1 to 80 characters",
                "\"name\": \"a\\u0007\" | must have no control characters",
                "\"vendor\": \"a\\u202eb\" | must have no control characters",
                "\"docURL\": \"javascript:alert(1)\" | docURL: must be an https address",
                "\"id\": \"a:b:1\" | Duplicate field 'id'",
                "\"extensions\": {\"org.example.x\": {\"kind\": \"mandatory\"}} | does not know the"
                        + " extension",
                "\"extensions\": {\"framework-launching-properties\": {}} | does not know the"
                        + " extension",
                "\"extensions\": {\"org.tuttlenetwork.lightweb\": {\"type\": \"json\", \"json\":"
                        + " {}}} | kind: must be mandatory",
                "\"extensions\": [] | extensions: must be an object in braces",
                "\"configurations\": {\"lightweb.web\": {}} | configures lightweb.web; a feature"
                        + " configures lightweb.garden only",
                "\"configurations\": {\"lightweb.garden\": {\"a\": {}}} | must be text, a number,"
                        + " true or false, or a list of texts",
                "\"configurations\": {\"lightweb.garden\": {\"a:Integer\": 1}} | not the name of a"
                        + " property: a:Integer",
                "\"configurations\": [] | must be an object with at most 50 PIDs"
            })
    void refusesByNameWhatIsWrongInTheFeature(String field, String words) {
        assertRefused("{" + ID + "," + BUNDLES + "," + field + "}", words);
    }

    @Test
    void refusesWhatIsNoFeature() {
        assertRefused("[]", "feature.json: must be an object in braces");
        assertRefused("{} {}", "feature.json is not JSON");
        assertRefused("{" + BUNDLES + "}", "id: must be group:feature:version");
        assertRefused("{\"id\": \"a:Garden:1\"," + BUNDLES + "}", "this is not one: Garden");
        assertRefused("{\"id\": \"a:garden:one\"," + BUNDLES + "}", "Not a version: one");
        assertRefused("{" + ID + "}", "bundles: at least one");
        assertRefused("{" + ID + ",\"bundles\": [{\"file\": \"x\"}]}", "64 of 0-9 and a-f");
        assertRefused(
                "{" + ID + "," + BUNDLES.replace("]", "," + BUNDLES.substring(12)) + "}",
                "names a file twice: garden.jar");
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertRefused("{\"name\":" + "[".repeat(30) + "]".repeat(30) + "}", "nesting depth");
        assertRefused("[".repeat(200_000), "nesting depth");
        assertRefused(" ".repeat(300 * 1024), "more than 256 KiB");
        assertRefused("{\"name\": " + "9".repeat(100) + "}", "not JSON");
        assertThatThrownBy(() -> reader.read(new byte[] {'{', (byte) 0xff, '}'}))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessage("feature.json is not UTF-8.");
    }

    private void assertRefused(String text, String words) {
        assertThatThrownBy(() -> reader.read(utf8(text)))
                .isInstanceOf(ArchiveRefused.class)
                .hasMessageContaining(words);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
