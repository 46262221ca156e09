// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuttlenetwork.lightweb.vpn.client.TestSigner.NOW;
import static org.tuttlenetwork.lightweb.vpn.client.TestSigner.bytes;
import static org.tuttlenetwork.lightweb.vpn.client.TestSigner.document;
import static org.tuttlenetwork.lightweb.vpn.client.TestSigner.node;
import static org.tuttlenetwork.lightweb.vpn.client.TestSigner.nodes;
import static org.tuttlenetwork.lightweb.vpn.client.TestSigner.pools;
import static org.tuttlenetwork.lightweb.vpn.client.TestSigner.root;
import static org.tuttlenetwork.lightweb.vpn.client.TestSigner.seal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class TrustedDocumentsTest {
    private static final TestSigner.Key FIRST = TestSigner.Key.generate();
    private static final TestSigner.Key SECOND = TestSigner.Key.generate();
    private static final TestSigner.Key THIRD = TestSigner.Key.generate();
    private static final TestSigner.Key ONLINE = TestSigner.Key.generate();
    private static final TestSigner.Key OTHER = TestSigner.Key.generate();

    private final MemoryStore store = new MemoryStore();
    private final byte[] shipped =
            seal(root(1, 2, List.of(FIRST, SECOND, THIRD), ONLINE), FIRST, SECOND);
    private Instant now = NOW;
    private TrustedDocuments documents;

    @BeforeEach
    void start() {
        documents = restarted();
    }

    @Test
    void acceptsAGoodDocumentAndKeepsItOverARestart() {
        byte[] envelope = seal(pools(1), ONLINE);

        assertThat(documents.offer(DocumentName.POOLS, envelope))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(documents.offer(DocumentName.POOLS, envelope))
                .isInstanceOf(Outcome.Unchanged.class);

        Held held = restarted().held(DocumentName.POOLS).orElseThrow();
        assertThat(held.freshness()).isEqualTo(Freshness.FRESH);
        assertThat(((PoolsDocument) held.content()).jurisdictions().get("CH").pools())
                .containsExactlyInAnyOrder(Pool.SANCTUARY, Pool.BALANCED);
    }

    @Test
    void refusesAFlippedByte() {
        byte[] signed = bytes(pools(1));
        byte[] envelope = seal("tuttle-pools", signed, ONLINE);
        String text = new String(envelope, StandardCharsets.UTF_8);
        signed[signed.length / 2] ^= 1;
        String flipped =
                text.replaceFirst(
                        "\"signed\":\"[^\"]*\"",
                        "\"signed\":\"" + TestSigner.base64(signed) + "\"");

        refuses(
                DocumentName.POOLS,
                flipped.getBytes(StandardCharsets.UTF_8),
                Refusal.BAD_SIGNATURE);
    }

    @Test
    void refusesAKeyThatTheRootDoesNotNameForTheType() {
        refuses(DocumentName.POOLS, seal(pools(1), OTHER), Refusal.BAD_SIGNATURE);
        refuses(DocumentName.POOLS, seal(pools(1), FIRST, SECOND), Refusal.BAD_SIGNATURE);
        refuses(DocumentName.POOLS, seal(pools(1)), Refusal.BAD_SIGNATURE);
    }

    @Test
    void refusesASignatureOfAnotherType() {
        byte[] asNodes = seal("tuttle-nodes", bytes(pools(1)), ONLINE);
        refuses(DocumentName.POOLS, asNodes, Refusal.BAD_SIGNATURE);

        byte[] saysNodes = seal("tuttle-pools", bytes(nodes("SANCTUARY", 1)), ONLINE);
        refuses(DocumentName.POOLS, saysNodes, Refusal.WRONG_TYPE);
    }

    @Test
    void refusesAnotherPoolsNodes() {
        byte[] risky = seal(nodes("RISKY_EXIT", 1), ONLINE);
        refuses(DocumentName.nodes(Pool.SANCTUARY), risky, Refusal.WRONG_TYPE);
    }

    @Test
    void refusesAnOlderVersionAlsoAfterARestart() {
        documents.offer(DocumentName.POOLS, seal(pools(5), ONLINE));
        documents = restarted();
        refuses(DocumentName.POOLS, seal(pools(4), ONLINE), Refusal.ROLLBACK);
    }

    @Test
    void refusesAnotherContentForTheHeldVersionOrAsItsSuccessor() {
        documents.offer(DocumentName.POOLS, seal(pools(5), ONLINE));
        refuses(
                DocumentName.POOLS,
                seal(pools(5).put("minAppVersion", "9"), ONLINE),
                Refusal.FORKED);
        refuses(DocumentName.POOLS, seal(pools(6).put("prevHash", "00"), ONLINE), Refusal.FORKED);
        String hash = Envelope.sha256(bytes(pools(5)));
        assertThat(
                        documents.offer(
                                DocumentName.POOLS, seal(pools(6).put("prevHash", hash), ONLINE)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void refusesAVersionThatUsesUpTheNumbers() {
        documents.offer(DocumentName.POOLS, seal(pools(5), ONLINE));
        refuses(DocumentName.POOLS, seal(pools(1_000_006), ONLINE), Refusal.FAST_FORWARD);
        refuses(DocumentName.POOLS, seal(pools(1L << 53), ONLINE), Refusal.MALFORMED);
        assertThat(documents.offer(DocumentName.POOLS, seal(pools(1_000_005), ONLINE)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void refusesWhatIsExpiredOrFromTheFutureBeyondTheAllowanceForClocks() {
        now = NOW.plus(Duration.ofHours(48));
        refuses(DocumentName.POOLS, seal(pools(1), ONLINE), Refusal.EXPIRED);
        now = NOW.minus(Duration.ofHours(24)).minusSeconds(1);
        refuses(DocumentName.POOLS, seal(pools(1), ONLINE), Refusal.NOT_YET_VALID);
        now = NOW.plus(Duration.ofHours(48)).minusSeconds(1);
        assertThat(documents.offer(DocumentName.POOLS, seal(pools(1), ONLINE)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void goesOnWithAStaleDocumentButLoosensNothing() {
        documents.offer(DocumentName.POOLS, seal(pools(1), ONLINE));
        documents.offer(DocumentName.nodes(Pool.BALANCED), seal(nodes("BALANCED", 1), ONLINE));
        assertThat(documents.mayMove(Pool.SANCTUARY, Pool.BALANCED)).isTrue();

        now = NOW.plus(Duration.ofHours(48));
        assertThat(documents.held(DocumentName.POOLS).orElseThrow().freshness())
                .isEqualTo(Freshness.STALE);
        assertThat(documents.mayMove(Pool.SANCTUARY, Pool.BALANCED)).isFalse();
        assertThat(documents.mayMove(Pool.BALANCED, Pool.SANCTUARY)).isTrue();
        assertThat(documents.mayMove(Pool.BALANCED, Pool.STEALTH)).isTrue();
    }

    @Test
    void ignoresUnknownFieldsThatAreSignedAndRefusesThoseThatAreNot() throws Exception {
        ObjectNode later = pools(1);
        later.putObject("forecast").put("level", 1);
        assertThat(documents.offer(DocumentName.POOLS, seal(later, ONLINE)))
                .isInstanceOf(Outcome.Accepted.class);

        ObjectNode envelope = (ObjectNode) TestSigner.JSON.readTree(seal(pools(2), ONLINE));
        refuses(DocumentName.POOLS, bytes(envelope.put("hint", "x")), Refusal.MALFORMED);
    }

    @Test
    void refusesDuplicateKeys() {
        String twice =
                new String(bytes(pools(1)), StandardCharsets.UTF_8)
                        .replace("\"version\":1", "\"version\":1,\"version\":2");
        byte[] signed = twice.getBytes(StandardCharsets.UTF_8);
        refuses(DocumentName.POOLS, seal("tuttle-pools", signed, ONLINE), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"signed\":1,\"signatures\":[]}", "{} {}"})
    void refusesWhatIsNoEnvelope(String text) {
        refuses(DocumentName.POOLS, text.getBytes(StandardCharsets.UTF_8), Refusal.MALFORMED);
    }

    @Test
    void refusesHugeAndDeepJsonBeforeVerifying() {
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        refuses(DocumentName.POOLS, deep, Refusal.TOO_LARGE);
        refuses(DocumentName.POOLS, new byte[StrictJson.MAX_BYTES + 1], Refusal.TOO_LARGE);

        TestSigner.Key[] many = new TestSigner.Key[17];
        Arrays.fill(many, ONLINE);
        refuses(DocumentName.POOLS, seal(pools(1), many), Refusal.TOO_LARGE);
    }

    @Test
    void skipsMalformedNodesAndKeepsTheOthers() {
        ObjectNode list = nodes("SANCTUARY", 1);
        ArrayNode array = (ArrayNode) list.get("nodes");
        array.add("not an object");
        node(array.addObject(), "no-key", "CH");
        ((ObjectNode) array.get(2)).put("publicKey", "short");
        node(array.addObject(), "beijing-1", "CN");
        DocumentName name = DocumentName.nodes(Pool.SANCTUARY);
        documents.offer(name, seal(list, ONLINE));
        documents.offer(DocumentName.POOLS, seal(pools(1), ONLINE));

        NodesDocument nodes = (NodesDocument) documents.held(name).orElseThrow().content();
        PoolsDocument weather =
                (PoolsDocument) documents.held(DocumentName.POOLS).orElseThrow().content();
        assertThat(nodes.skipped()).isEqualTo(2);
        assertThat(nodes.nodes())
                .extracting(NodesDocument.Node::id)
                .containsExactly("zurich-1", "beijing-1");
        assertThat(nodes.admittedBy(weather))
                .extracting(NodesDocument.Node::id)
                .containsExactly("zurich-1");
    }

    @Test
    void holdsDocumentsToTheTimestamp() {
        ObjectNode timestamp = document("tuttle-timestamp", 1);
        timestamp
                .putObject("documents")
                .putObject("tuttle-pools")
                .put("version", 3)
                .put("sha256", Envelope.sha256(bytes(pools(3))));
        documents.offer(DocumentName.TIMESTAMP, seal(timestamp, ONLINE));

        refuses(DocumentName.POOLS, seal(pools(2), ONLINE), Refusal.ROLLBACK);
        refuses(
                DocumentName.POOLS,
                seal(pools(3).put("minAppVersion", "9"), ONLINE),
                Refusal.NOT_AS_TIMESTAMPED);
        assertThat(documents.offer(DocumentName.POOLS, seal(pools(3), ONLINE)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void changesNothingWhereTheStoreFails() {
        store.fails = true;
        assertThatThrownBy(() -> documents.offer(DocumentName.POOLS, seal(pools(1), ONLINE)))
                .isInstanceOf(UncheckedIOException.class);
        store.fails = false;
        assertThat(documents.held(DocumentName.POOLS)).isEmpty();
    }

    @Test
    void rotatesTheRootBySignaturesOfOldAndNewKeys() {
        String hash = Envelope.sha256(bytes(root(1, 2, List.of(FIRST, SECOND, THIRD), ONLINE)));
        ObjectNode next = root(2, 2, List.of(SECOND, THIRD, OTHER), ONLINE).put("prevHash", hash);

        refuses(DocumentName.ROOT, seal(next, SECOND, OTHER), Refusal.BAD_SIGNATURE);
        refuses(DocumentName.ROOT, seal(next, FIRST, SECOND), Refusal.BAD_SIGNATURE);
        refuses(DocumentName.ROOT, seal(next, SECOND, SECOND), Refusal.BAD_SIGNATURE);
        assertThat(documents.offer(DocumentName.ROOT, seal(next, FIRST, SECOND, OTHER)))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(restarted().root().header().version()).isEqualTo(2);
        refuses(DocumentName.ROOT, shipped, Refusal.ROLLBACK);
    }

    @Test
    void refusesARootThatSkipsAVersion() {
        ObjectNode later = root(3, 2, List.of(FIRST, SECOND, THIRD), ONLINE);
        refuses(DocumentName.ROOT, seal(later, FIRST, SECOND), Refusal.ROOT_GAP);
    }

    @Test
    void forgetsWhatAKeySignedThatTheNewRootNoLongerNames() {
        documents.offer(DocumentName.POOLS, seal(pools(1_000_000), ONLINE));
        String hash = Envelope.sha256(bytes(root(1, 2, List.of(FIRST, SECOND, THIRD), ONLINE)));
        ObjectNode next = root(2, 2, List.of(FIRST, SECOND, THIRD), OTHER).put("prevHash", hash);
        documents.offer(DocumentName.ROOT, seal(next, FIRST, SECOND));

        assertThat(documents.held(DocumentName.POOLS)).isEmpty();
        refuses(DocumentName.POOLS, seal(pools(1_000_001), ONLINE), Refusal.BAD_SIGNATURE);
        assertThat(documents.offer(DocumentName.POOLS, seal(pools(7), OTHER)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void refusesToStartFromARootThatDoesNotSignItself() {
        byte[] half = seal(root(1, 2, List.of(FIRST, SECOND, THIRD), ONLINE), FIRST);
        assertThatThrownBy(() -> new TrustedDocuments(store, Clock.systemUTC(), half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 good signatures as root, needed: 2");
    }

    @Test
    void refusesARootThatNamesAKeyByAnotherId() {
        ObjectNode root = root(1, 1, List.of(FIRST), ONLINE);
        ((ObjectNode) root.get("keys"))
                .putObject("alias")
                .put("alg", "Ed25519")
                .put("public", FIRST.encoded());
        assertThatThrownBy(() -> new TrustedDocuments(store, Clock.systemUTC(), seal(root, FIRST)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whose SHA-256 is the key's id");
    }

    private TrustedDocuments restarted() {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                };
        return new TrustedDocuments(store, clock, shipped);
    }

    private void refuses(DocumentName name, byte[] envelope, Refusal reason) {
        Optional<Held> before = documents.held(name);
        assertThat(documents.offer(name, envelope))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .as(refused.detail())
                                        .isEqualTo(reason));
        assertThat(documents.held(name)).isEqualTo(before);
    }

    private static final class MemoryStore implements Store {
        private final Map<String, byte[]> kept = new HashMap<>();
        private boolean fails;

        @Override
        public Optional<byte[]> read(String key) {
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void write(String key, byte[] envelope) {
            if (fails) {
                throw new UncheckedIOException(new IOException("disk full"));
            }
            kept.put(key, envelope.clone());
        }

        @Override
        public void remove(String key) {
            kept.remove(key);
        }
    }
}
