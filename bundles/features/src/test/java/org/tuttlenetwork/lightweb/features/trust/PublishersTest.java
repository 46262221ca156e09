// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.features.archive.KeyId;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whom an administrator trusts, with what, and until when. */
class PublishersTest {
    private static final byte[] DESCRIPTION = "{}".getBytes(StandardCharsets.UTF_8);
    private static final FeatureId GARDEN = new FeatureId("garden");
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2027-06-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path etc;
    private Path folder;
    private KeyPair ada;
    private KeyId key;
    private Publishers publishers;

    @BeforeEach
    void begin() throws Exception {
        folder = Files.createDirectory(etc.resolve("publishers"));
        mode(folder, "rwxr-xr-x");
        ada = pair();
        key = KeyId.of(ada.getPublic());
        publishers = new Publishers(folder, NOON, false);
    }

    @Test
    void trustsWhoIsThereAndNobodyElse() throws Exception {
        assertThat(verify(Map.of())).isEqualTo(new Verdict.Unsigned());
        assertThat(verify(signed())).isEqualTo(new Verdict.UnknownPublisher(List.of(key)));
        publisher("ada", "");
        assertThat(verify(signed())).isEqualTo(new Verdict.Trusted("Ada", key));
        Files.delete(folder.resolve("ada.cfg"));
        Files.delete(folder);
        assertThat(verify(signed())).isEqualTo(new Verdict.UnknownPublisher(List.of(key)));
    }

    @Test
    void seesWhatWasAltered() throws Exception {
        publisher("ada", "");
        byte[] altered = "{ }".getBytes(StandardCharsets.UTF_8);
        assertThat(publishers.verify(altered, signed(), GARDEN, Purpose.START))
                .isEqualTo(new Verdict.Tampered("Ada", key));
        assertThat(verify(Map.of(key, new byte[64]))).isEqualTo(new Verdict.Tampered("Ada", key));
        byte[] cut = new byte[12];
        assertThat(verify(Map.of(key, cut))).isEqualTo(new Verdict.Tampered("Ada", key));
    }

    @Test
    void letsAnExpiredKeyStartWhatItBroughtBefore() throws Exception {
        publisher("ada", "expires = 2027-06-02");
        assertThat(verify(signed())).isEqualTo(new Verdict.Trusted("Ada", key));
        publisher("ada", "expires = 2027-06-01");
        assertThat(verify(signed()))
                .isEqualTo(new Verdict.Expired("Ada", key, LocalDate.of(2027, 6, 1)));
        assertThat(publishers.verify(DESCRIPTION, signed(), GARDEN, Purpose.START))
                .isEqualTo(new Verdict.Trusted("Ada", key));
    }

    @Test
    void letsARevokedKeyDoNothing() throws Exception {
        publisher("ada", "revoked = true\nexpires = 2020-01-01");
        for (Purpose purpose : Purpose.values()) {
            assertThat(publishers.verify(DESCRIPTION, signed(), GARDEN, purpose))
                    .isEqualTo(new Verdict.Revoked("Ada", key));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "garden, true",
        "gard*, true",
        "*, true",
        "attic;g*n, true",
        "g*d*n, true",
        "attic, false",
        "garden-*, false",
        "*arde, false"
    })
    void trustsThemWithTheirFeaturesOnly(String globs, boolean trusted) throws Exception {
        publisher("ada", "features = " + globs.replace(";", ", "));
        assertThat(verify(signed()))
                .isEqualTo(
                        trusted
                                ? new Verdict.Trusted("Ada", key)
                                : new Verdict.NotForThisFeature(
                                        "Ada", key, GARDEN, List.of(globs.split(";", -1))));
    }

    @Test
    void takesOneOfSeveralUnlessAnotherDoesNotFit() throws Exception {
        KeyPair bob = pair();
        KeyId other = KeyId.of(bob.getPublic());
        publisher("ada", "");
        write("bob", "name = Bob\nrevoked = true\npublic_key = " + encoded(bob));
        byte[] byAda = sign(ada);
        assertThat(verify(Map.of(key, byAda, other, sign(bob))))
                .isEqualTo(new Verdict.Trusted("Ada", key));
        assertThat(verify(Map.of(key, byAda, other, new byte[64])))
                .isEqualTo(new Verdict.Tampered("Bob", other));
        assertThat(verify(Map.of(key, byAda, new KeyId("0".repeat(16)), new byte[64])))
                .as("a key that nobody here knows says nothing")
                .isEqualTo(new Verdict.Trusted("Ada", key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "revoked = ture | ada.cfg: revoked = ture: must be true or false.",
                "expires = soon | ada.cfg: expires = soon: must be a day such as 2027-12-31",
                "features = Garden | ada.cfg: features = Garden: must be ids of features",
                "name = | ada.cfg: name = : must have 1 to 80 characters.",
                "public_key = AAAA | ada.cfg: public_key = AAAA: must be an Ed25519 key",
                "public_key = ? | ada.cfg: public_key = ?: must be an Ed25519 key",
                "key = 1 | ada.cfg: key = 1: there is no such key; the keys are expires, features",
                "revoked = true\\nrevoked = false | revoked is there twice"
            })
    void refusesAWrongFileByFileKeyAndValue(String line, String words) throws Exception {
        String whole = "name = Ada\npublic_key = " + encoded(ada);
        String field = line.split(" ", -1)[0];
        String rest =
                whole.lines()
                        .filter(each -> !each.startsWith(field + " "))
                        .reduce("", (one, next) -> one + next + "\n");
        write("ada", rest + line.replace("\\n", "\n"));
        assertThat(publishers.known().publishers()).isEmpty();
        assertThat(publishers.known().faults()).singleElement().asString().contains(words);
        assertThat(verify(signed()))
                .isInstanceOfSatisfying(
                        Verdict.Unreadable.class,
                        verdict -> assertThat(verdict.words(Locale.ENGLISH)).contains("ada.cfg"));
    }

    @Test
    void aWrongFileLeavesTheOthersTrusted() throws Exception {
        publisher("ada", "");
        write("bob", "name = Bob");
        assertThat(verify(signed())).isEqualTo(new Verdict.Trusted("Ada", key));
        assertThat(publishers.known().faults()).hasSize(1);
    }

    @Test
    void aKeyInTwoFilesCountsForNothing() throws Exception {
        publisher("ada", "");
        write("eve", "name = Eve\nrevoked = true\npublic_key = " + encoded(ada));
        assertThat(verify(signed())).isInstanceOf(Verdict.Unreadable.class);
        assertThat(publishers.known().faults()).singleElement().asString().contains("eve.cfg");
    }

    @Test
    void trustsNothingThatOthersMayWriteTo() throws Exception {
        publisher("ada", "");
        mode(folder.resolve("ada.cfg"), "rw-rw-r--");
        assertThat(verify(signed())).isInstanceOf(Verdict.Unreadable.class);
        mode(folder.resolve("ada.cfg"), "rw-r--r--");
        mode(folder, "rwxr-xrwx");
        assertThat(verify(signed()))
                .isInstanceOfSatisfying(
                        Verdict.Unreadable.class,
                        verdict ->
                                assertThat(verdict.words(Locale.ENGLISH))
                                        .contains("others may write to it")
                                        .contains("chmod go-w " + folder));
        mode(folder, "rwxr-xr-x");
        Files.move(folder.resolve("ada.cfg"), etc.resolve("ada"));
        Files.createSymbolicLink(folder.resolve("ada.cfg"), etc.resolve("ada"));
        assertThat(publishers.known().faults()).singleElement().asString().contains("no link");
    }

    @Test
    void takesTheDemosKeyInTheDemoOnly() throws Exception {
        Path demo = Path.of("../../distribution/demo/archive/publisher/demo.cfg");
        write("demo", Files.readString(demo));
        assertThat(new Publishers(folder, NOON, true).known().publishers())
                .containsOnlyKeys(Publishers.DEMO);
        assertThat(publishers.known().publishers()).isEmpty();
        assertThat(publishers.known().faults())
                .containsExactly(
                        "demo.cfg: public_key: is the demo's, whose private key everybody has;"
                                + " delete the file.");
    }

    @Test
    void saysEachInASentenceOfItsOwn() {
        List<Verdict> all =
                List.of(
                        new Verdict.Trusted("Ada", key),
                        new Verdict.Unsigned(),
                        new Verdict.UnknownPublisher(List.of(key)),
                        new Verdict.Tampered("Ada", key),
                        new Verdict.Expired("Ada", key, LocalDate.of(2027, 6, 1)),
                        new Verdict.Revoked("Ada", key),
                        new Verdict.NotForThisFeature("Ada", key, GARDEN, List.of("attic")),
                        new Verdict.Unreadable(List.of("ada.cfg: wrong.")));
        for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            Set<String> sentences = new HashSet<>();
            all.forEach(verdict -> sentences.add(verdict.words(locale)));
            assertThat(sentences).hasSameSizeAs(all).noneMatch(words -> words.contains("{"));
        }
        assertThat(all.get(4).words(Locale.ENGLISH))
                .contains("counts for nothing new since 2027-06-01")
                .contains("Ask for an archive signed with their new key");
    }

    private Verdict verify(Map<KeyId, byte[]> signatures) {
        return publishers.verify(DESCRIPTION, signatures, GARDEN, Purpose.INSTALL);
    }

    private Map<KeyId, byte[]> signed() throws Exception {
        return Map.of(key, sign(ada));
    }

    private void publisher(String file, String more) throws Exception {
        write(file, "name = Ada\npublic_key = " + encoded(ada) + "\n" + more + "\n");
    }

    private void write(String file, String text) throws Exception {
        mode(Files.writeString(folder.resolve(file + ".cfg"), text), "rw-r--r--");
    }

    private static void mode(Path path, String mode) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String encoded(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static KeyPair pair() throws Exception {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static byte[] sign(KeyPair pair) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(DESCRIPTION);
        return signature.sign();
    }
}
