// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.pools.proposal.Draft;
import org.tuttlenetwork.lightweb.pools.proposal.MergePatch;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal;
import org.tuttlenetwork.lightweb.pools.proposal.Review;
import org.tuttlenetwork.lightweb.pools.seed.InvalidWeatherException;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore.Signed;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore.Kept;
import org.tuttlenetwork.lightweb.vpn.client.DocumentName;
import org.tuttlenetwork.lightweb.vpn.client.FileStore;
import org.tuttlenetwork.lightweb.vpn.client.NodesDocument;
import org.tuttlenetwork.lightweb.vpn.client.Outcome;
import org.tuttlenetwork.lightweb.vpn.client.Pool;
import org.tuttlenetwork.lightweb.vpn.client.PoolsDocument;
import org.tuttlenetwork.lightweb.vpn.client.TrustedDocuments;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

class WeatherTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final JurisdictionCode CZECHIA = new JurisdictionCode("CZ");
    private static final JurisdictionCode ROMANIA = new JurisdictionCode("RO");
    private static final UserId ADA = new UserId("ada");

    @TempDir Path folder;
    private final Map<String, String> files = new HashMap<>(WeatherRig.files());
    private TestDatabase database;
    private Database unit;
    private Weather weather;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.start();
        unit = database.unit("pools", List.of(), Weather.class);
        weather = weather(NOW);
    }

    @AfterEach
    void stop() throws Exception {
        weather.close();
        database.close();
    }

    private Weather weather(Instant now) {
        return new Weather(
                () -> new Seeds(files),
                MasterKey.at(folder.resolve("master.key")),
                unit,
                database.feed(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private TrustedDocuments client(Instant now) {
        return new TrustedDocuments(
                new FileStore(folder.resolve("client")),
                Clock.fixed(now, ZoneOffset.UTC),
                weather.document("root", 1).orElseThrow());
    }

    private byte[] served(DocumentName name) {
        return weather.document(name.key()).map(Signed::envelope).orElseThrow();
    }

    private Review change(JurisdictionCode country, String patch) {
        long base = proposals().inputs(country).map(Kept::version).orElseThrow();
        return proposals().change(draft(country, patch, ""), base, ADA);
    }

    private Proposals proposals() {
        return new Proposals(
                weather, unit, Optional.of(new OneNode()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Draft draft(JurisdictionCode country, String patch, String source) {
        try {
            return new Draft(
                    country,
                    (ObjectNode) JsonMapper.builder().build().readTree(patch),
                    "A test",
                    source.isEmpty() ? Optional.empty() : Optional.of(URI.create(source)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFirstStartSignsEverythingAndAClientTakesIt() {
        TrustedDocuments client = client(NOW);
        List<DocumentName> names =
                new ArrayList<>(List.of(DocumentName.TIMESTAMP, DocumentName.POOLS));
        for (Pool pool : Pool.values()) {
            names.add(DocumentName.nodes(pool));
        }
        for (DocumentName name : names) {
            assertThat(client.offer(name, served(name))).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(weather.all()).hasSize(78);
        assertThat(weather.admits("RO")).contains(PoolId.SANCTUARY);
        assertThat(weather.find(ROMANIA).orElseThrow().inputs().uncited()).contains("censorship");
    }

    @Test
    void aSecondStartSignsNothingAnew() throws Exception {
        byte[] before = served(DocumentName.TIMESTAMP);
        weather.close();
        weather = weather(NOW.plusSeconds(60));
        assertThat(served(DocumentName.TIMESTAMP)).isEqualTo(before);
    }

    @Test
    void aChangeIsTheNextVersionThatAClientTakesAndIsTold() throws Exception {
        TrustedDocuments client = client(NOW);
        client.offer(DocumentName.TIMESTAMP, served(DocumentName.TIMESTAMP));
        client.offer(DocumentName.POOLS, served(DocumentName.POOLS));

        change(CZECHIA, "{\"vpnLaw\": \"BANNED\"}");

        assertThat(weather.find(CZECHIA).orElseThrow().climate()).isEqualTo(Climate.HOSTILE);
        assertThat(client.offer(DocumentName.TIMESTAMP, served(DocumentName.TIMESTAMP)))
                .isInstanceOf(Outcome.Accepted.class);
        assertThat(client.offer(DocumentName.POOLS, served(DocumentName.POOLS)))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> {
                            PoolsDocument document = (PoolsDocument) accepted.document().content();
                            assertThat(document.header().version()).isEqualTo(2);
                            assertThat(document.admits("CZ", Pool.BALANCED)).isFalse();
                        });
        String hash = weather.document("tuttle-pools").map(Signed::sha256).orElseThrow();
        assertThat(told("\"version\":2")).contains(hash);
    }

    /** An entry of the feed, which numbers what was committed a moment later. */
    private String told(String part) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(deadline)) {
            Optional<String> found =
                    database.feed().after(0, Set.of(Admission.TOPIC), 100).stream()
                            .filter(entry -> entry.key().equals("tuttle-pools"))
                            .map(entry -> entry.json().replace(" ", ""))
                            .filter(json -> json.contains(part))
                            .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("The feed never said " + part);
    }

    @Test
    void aNewJudgementDoesNotInheritTheSourcesOfTheOldOne() {
        long base = proposals().inputs(CZECHIA).map(Kept::version).orElseThrow();
        Draft cited =
                draft(
                        CZECHIA,
                        "{\"vpnLaw\": \"REGULATED\", \"assessed\": {\"censorship\": 10}}",
                        "https://example.org/law");
        proposals().change(cited, base, ADA);
        assertThat(uncited(CZECHIA)).doesNotContain("vpnLaw", "censorship").contains("crypto.tax");
        change(CZECHIA, "{\"vpnLaw\": \"BLOCKED\"}");
        assertThat(uncited(CZECHIA)).contains("vpnLaw").doesNotContain("censorship");
    }

    private List<String> uncited(JurisdictionCode country) {
        return weather.find(country).orElseThrow().inputs().uncited();
    }

    @Test
    void anEditedFileProposesAndChangesNothing() throws Exception {
        byte[] before = served(DocumentName.POOLS);
        files.put("assessed.yaml", "assessed: {\"RO\": {censorship: 31, citations: []}}");
        weather.takeEdits();
        weather.takeEdits();
        weather.close();
        weather = weather(NOW);
        weather.takeEdits();

        assertThat(served(DocumentName.POOLS)).isEqualTo(before);
        assertThat(weather.admits("RO")).contains(PoolId.SANCTUARY);
        Review review = only(proposals());
        assertThat(review.proposal().origin().file()).contains("assessed.yaml");
        assertThat(review.proposal().differences())
                .containsExactly(new MergePatch.Difference("assessed.censorship", "25", "31"));

        Review seen = proposals().find(review.proposal().id());
        proposals().approve(review.proposal().id(), seen.tag()::equals, ADA);
        assertThat(weather.admits("RO")).doesNotContain(PoolId.SANCTUARY);
        weather.takeEdits();
        assertThat(proposals().waiting()).isZero();
    }

    @Test
    void anAssessmentTakenOutOfItsFileIsProposedToo() {
        files.remove("assessed.yaml");
        weather.takeEdits();
        weather.takeEdits();
        assertThat(only(proposals()).proposal().draft().changes())
                .hasToString("{\"assessed\":null}");
        assertThat(weather.admits("RO")).contains(PoolId.SANCTUARY);
    }

    @Test
    void aFileThatBreaksARuleProposesNothingUntilItIsMended() {
        String good = files.get("assessed.yaml");
        files.put("assessed.yaml", "assessed: {\"RO\": {censorship: 101}}");
        assertThatThrownBy(weather::takeEdits)
                .isInstanceOf(InvalidWeatherException.class)
                .hasMessageContaining("assessed.yaml: assessed.RO.censorship");
        files.put("assessed.yaml", good + "# mended\n");
        weather.takeEdits();
        assertThat(proposals().waiting()).isZero();
    }

    private static Review only(Proposals proposals) {
        List<Review> waiting =
                proposals.page(Optional.of(Proposal.State.PENDING), Optional.empty(), 10);
        assertThat(waiting).hasSize(1);
        return waiting.getFirst();
    }

    @Test
    void whatWasChangedBeforeThereWereProposalsStays() throws Exception {
        weather.close();
        unit.write(
                tx -> {
                    try (Statement statement = tx.connection().createStatement()) {
                        statement.execute("delete from input");
                        return statement.executeUpdate(
                                "insert into edit (iso2, vpn_law, censorship, censorship_citation,"
                                        + " edited_by, edited_at) values ('CZ', 'BANNED', 12.5,"
                                        + " 'https://example.org/cz', 'ada', now())");
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
        weather = weather(NOW);
        assertThat(weather.find(CZECHIA).orElseThrow().climate()).isEqualTo(Climate.HOSTILE);
        assertThat(uncited(CZECHIA)).contains("vpnLaw").doesNotContain("censorship");
        assertThat(weather.admits("RO")).contains(PoolId.SANCTUARY);
    }

    @Test
    void withoutTheNodesRoomAProposalSaysThatItDoesNotKnow() {
        Proposals alone =
                new Proposals(weather, unit, Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));
        Review review =
                alone.propose(
                                draft(CZECHIA, "{\"vpnLaw\": \"BANNED\"}", ""),
                                OptionalLong.empty(),
                                ADA)
                        .review();
        assertThat(review.consequences().orElseThrow().nodesKnown()).isFalse();
        // With the nodes' room back, more would follow than was seen.
        assertThatThrownBy(
                        () ->
                                proposals()
                                        .approve(review.proposal().id(), review.tag()::equals, ADA))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.PRECONDITION_FAILED));
        assertThat(weather.find(CZECHIA).orElseThrow().climate()).isEqualTo(Climate.FAIR);
    }

    @Test
    void listsFollowTheNodesAndTheLaw() {
        TrustedDocuments client = client(NOW);
        NodeLists lists = new NodeLists(weather, new OneNode(), unit);
        lists.accept(new FeedEntry(1, Nodes.TOPIC, "vpn-node-1-cz", "{}", NOW));
        assertThat(nodes(client, Pool.BALANCED)).containsExactly("vpn-node-1-cz");
        assertThat(nodes(client, Pool.SANCTUARY)).isEmpty();

        change(CZECHIA, "{\"vpnLaw\": \"BANNED\"}");
        lists.accept(new FeedEntry(2, Admission.TOPIC, "tuttle-pools", "{}", NOW));
        assertThat(nodes(client, Pool.BALANCED)).isEmpty();
    }

    @Test
    void onlyTheListsThatChangedAreSignedAnew() {
        NodeLists lists = new NodeLists(weather, new OneNode(), unit);
        byte[] sanctuary = served(DocumentName.nodes(Pool.SANCTUARY));
        lists.accept(new FeedEntry(1, Nodes.TOPIC, "vpn-node-1-cz", "{}", NOW));
        byte[] balanced = served(DocumentName.nodes(Pool.BALANCED));
        byte[] timestamp = served(DocumentName.TIMESTAMP);
        assertThat(served(DocumentName.nodes(Pool.SANCTUARY))).isEqualTo(sanctuary);

        lists.accept(new FeedEntry(2, Nodes.TOPIC, "vpn-node-1-cz", "{}", NOW));
        assertThat(served(DocumentName.nodes(Pool.BALANCED))).isEqualTo(balanced);
        assertThat(served(DocumentName.TIMESTAMP)).isEqualTo(timestamp);
    }

    @Test
    void theTimestampIsRenewedWithoutTheNodesRoom() throws Exception {
        weather.close();
        Instant later = NOW.plus(Duration.ofHours(23));
        weather = weather(later);
        new DocumentRenewals(weather, unit).run();
        TrustedDocuments client = client(later.plus(Duration.ofHours(20)));
        assertThat(client.offer(DocumentName.TIMESTAMP, served(DocumentName.TIMESTAMP)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void listsDoNotAnswerTheEntriesOfTheirOwn() {
        byte[] before = served(DocumentName.nodes(Pool.BALANCED));
        NodeLists lists = new NodeLists(weather, new OneNode(), unit);
        lists.accept(new FeedEntry(1, Admission.TOPIC, "nodes", "{}", NOW));
        assertThat(served(DocumentName.nodes(Pool.BALANCED))).isEqualTo(before);
    }

    @Test
    void documentsAreRenewedBeforeTheyEnd() throws Exception {
        weather.close();
        Instant later = NOW.plus(Duration.ofDays(350));
        weather = weather(later);
        new DocumentRenewals(weather, unit).run();
        new NodeLists(weather, new OneNode(), unit).run();
        TrustedDocuments client = client(later);

        byte[] next = weather.document("root", 2).orElseThrow();
        assertThat(client.offer(DocumentName.ROOT, next)).isInstanceOf(Outcome.Accepted.class);
        for (DocumentName name :
                List.of(
                        DocumentName.TIMESTAMP,
                        DocumentName.POOLS,
                        DocumentName.nodes(Pool.BALANCED))) {
            assertThat(client.offer(name, served(name))).isInstanceOf(Outcome.Accepted.class);
        }
    }

    private List<String> nodes(TrustedDocuments client, Pool pool) {
        DocumentName name = DocumentName.nodes(pool);
        client.offer(DocumentName.TIMESTAMP, served(DocumentName.TIMESTAMP));
        Outcome outcome = client.offer(name, served(name));
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        NodesDocument document = (NodesDocument) ((Outcome.Accepted) outcome).document().content();
        return document.nodes().stream().map(NodesDocument.Node::id).toList();
    }
}
