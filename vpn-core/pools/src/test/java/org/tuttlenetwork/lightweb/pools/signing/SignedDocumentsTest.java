// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Canary;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.Rubric;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;
import org.tuttlenetwork.lightweb.vpn.client.DocumentName;
import org.tuttlenetwork.lightweb.vpn.client.FileStore;
import org.tuttlenetwork.lightweb.vpn.client.Held;
import org.tuttlenetwork.lightweb.vpn.client.NodesDocument;
import org.tuttlenetwork.lightweb.vpn.client.Outcome;
import org.tuttlenetwork.lightweb.vpn.client.Pool;
import org.tuttlenetwork.lightweb.vpn.client.PoolsDocument;
import org.tuttlenetwork.lightweb.vpn.client.PreAuthEncoding;
import org.tuttlenetwork.lightweb.vpn.client.TrustedDocuments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What this room signs, the client library accepts. */
class SignedDocumentsTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00.123Z"), ZoneOffset.UTC);
    private static final Path WEATHER = Path.of("../../distribution/archive/src/main/etc/weather");
    private static final List<Assessment> WEATHER_NOW =
            WeatherFiles.read(WEATHER).values().stream()
                    .map(
                            inputs ->
                                    Rubric.assess(
                                            inputs, Canary.FRESH, EnumSet.noneOf(PoolId.class)))
                    .toList();
    private static final Set<JurisdictionCode> ASSESSED =
            WEATHER_NOW.stream().map(Assessment::jurisdiction).collect(Collectors.toSet());

    private final List<SigningKey> offline =
            List.of(SigningKey.generate(), SigningKey.generate(), SigningKey.generate());
    private final SigningKey online = SigningKey.generate();
    private final Documents documents = new Documents(CLOCK);

    @TempDir Path directory;

    @Test
    void theClientAcceptsAllFourTypes() {
        TrustedDocuments client = client();
        Document pools = documents.pools(Lineage.FIRST, WEATHER_NOW, List.of(), "0.1.0");
        Document nodes =
                documents.nodes(Lineage.FIRST, PoolId.SANCTUARY, ASSESSED, List.of(node("IS")));
        Document timestamp =
                documents.timestamp(
                        Lineage.FIRST,
                        Map.of(
                                DocumentType.POOLS.id(),
                                Reference.to(pools),
                                Documents.nodesKey(PoolId.SANCTUARY),
                                Reference.to(nodes)));

        accepts(client, DocumentName.TIMESTAMP, timestamp);
        Held weather = accepts(client, DocumentName.POOLS, pools);
        Held list = accepts(client, DocumentName.nodes(Pool.SANCTUARY), nodes);

        PoolsDocument content = (PoolsDocument) weather.content();
        assertThat(content.jurisdictions()).hasSize(78);
        assertThat(content.admits("IS", Pool.SANCTUARY)).isTrue();
        assertThat(content.admits("RO", Pool.SANCTUARY)).isFalse();
        assertThat(content.jurisdictions().get("CH").outlook()).isEqualTo("WATCH");
        assertThat(((NodesDocument) list.content()).admittedBy(content)).hasSize(1);
        assertThat(weather.sha256()).isEqualTo(pools.sha256());
        assertThat(client.root().throwAway()).isTrue();
    }

    @Test
    void theClientFollowsVersionsAndARootThatRotates() {
        TrustedDocuments client = client();
        Document first = documents.pools(Lineage.FIRST, WEATHER_NOW, List.of(), "0.1.0");
        Document second = documents.pools(Lineage.after(first), WEATHER_NOW, List.of(), "0.1.0");
        accepts(client, DocumentName.POOLS, first);
        accepts(client, DocumentName.POOLS, second);

        SigningKey added = SigningKey.generate();
        List<SigningKey> next = List.of(offline.get(1), offline.get(2), added);
        Document root = documents.root(Lineage.after(root(offline)), roles(next));
        byte[] envelope = Envelope.seal(root, List.of(offline.get(0), offline.get(1), added));
        assertThat(client.offer(DocumentName.ROOT, envelope)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void theSameValuesGiveTheSameBytes() {
        List<Assessment> shuffled = new ArrayList<>(WEATHER_NOW);
        Collections.reverse(shuffled);
        Document one = documents.pools(Lineage.FIRST, WEATHER_NOW, List.of(), "0.1.0");
        Document two = documents.pools(Lineage.FIRST, shuffled, List.of(), "0.1.0");
        assertThat(Envelope.seal(two, List.of(online)))
                .isEqualTo(Envelope.seal(one, List.of(online)));
    }

    @Test
    void documentsBeginWithTheirHeader() {
        Document nodes =
                documents.nodes(Lineage.after(1, "ab"), PoolId.STEALTH, ASSESSED, List.of());
        assertThat(new String(nodes.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"type\":\"tuttle-nodes\",\"spec\":\"1\",\"version\":2,"
                                + "\"issued\":\"2026-11-24T12:00:00Z\","
                                + "\"expires\":\"2026-11-25T12:00:00Z\",\"prevHash\":\"ab\","
                                + "\"pool\":\"STEALTH\",\"nodes\":[]}");
    }

    @Test
    void lifetimesAreThoseAgreed() {
        assertThat(DocumentType.ROOT.lifetime()).isEqualTo(Duration.ofDays(365));
        assertThat(DocumentType.POOLS.lifetime()).isEqualTo(Duration.ofDays(90));
        assertThat(DocumentType.NODES.lifetime()).isEqualTo(Duration.ofHours(24));
        assertThat(DocumentType.TIMESTAMP.lifetime()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void encodesAsTheClientDoes() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        for (DocumentType type : DocumentType.values()) {
            assertThat(Envelope.encode(type.id(), body))
                    .isEqualTo(PreAuthEncoding.encode(type.id(), body));
        }
    }

    @Test
    void refusesANodeOutsideThePoolOrInAnUnknownCountry() {
        assertThatThrownBy(
                        () ->
                                documents.nodes(
                                        Lineage.FIRST,
                                        PoolId.BALANCED,
                                        ASSESSED,
                                        List.of(node("IS"))))
                .hasMessage("Node node-is is not in BALANCED");
        assertThatThrownBy(
                        () ->
                                documents.nodes(
                                        Lineage.FIRST,
                                        PoolId.SANCTUARY,
                                        ASSESSED,
                                        List.of(node("AQ"))))
                .hasMessage("Node node-aq is in AQ, which is not assessed");
    }

    @Test
    void aStoredKeyIsRestoredAndHalvesMustMatch() {
        SigningKey restored = SigningKey.restore(online.pkcs8(), online.subjectPublicKeyInfo());
        assertThat(restored.publicHalf()).isEqualTo(online.publicHalf());
        assertThat(online.toString()).isEqualTo("SigningKey[" + online.publicHalf().keyId() + "]");
        byte[] other = offline.get(0).subjectPublicKeyInfo();
        assertThatThrownBy(() -> SigningKey.restore(online.pkcs8(), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The two halves are of different keys");
    }

    private Held accepts(TrustedDocuments client, DocumentName name, Document document) {
        Outcome outcome = client.offer(name, Envelope.seal(document, List.of(online)));
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).document();
    }

    private TrustedDocuments client() {
        byte[] root = Envelope.seal(root(offline), offline.subList(0, 2));
        return new TrustedDocuments(new FileStore(directory), CLOCK, root);
    }

    private Document root(List<SigningKey> keys) {
        return documents.root(Lineage.FIRST, roles(keys));
    }

    private RootRoles roles(List<SigningKey> rootKeys) {
        Map<DocumentType, RootRoles.Role> roles = new EnumMap<>(DocumentType.class);
        for (DocumentType type : DocumentType.values()) {
            roles.put(type, new RootRoles.Role(1, List.of(online.publicHalf())));
        }
        List<VerificationKey> halves = rootKeys.stream().map(SigningKey::publicHalf).toList();
        roles.put(DocumentType.ROOT, new RootRoles.Role(2, halves));
        return new RootRoles(roles, true);
    }

    private static NodeEntry node(String country) {
        ListedNode node =
                new ListedNode(
                        "node-" + country.toLowerCase(Locale.ROOT),
                        country,
                        "A".repeat(43) + "=",
                        List.of("192.0.2.1:51820"),
                        Set.of(PoolId.SANCTUARY),
                        100);
        return new NodeEntry(node, List.of());
    }
}
