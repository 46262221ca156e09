// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.pages;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.generated.precompiled.nodes.JteenrolledGenerated;
import gg.jte.generated.precompiled.nodes.JtelistGenerated;
import gg.jte.generated.precompiled.nodes.JterevokeGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.Enrolments.Permission;
import org.tuttlenetwork.lightweb.nodes.Fleet;
import org.tuttlenetwork.lightweb.nodes.NodeHealth;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class NodePagesTest {
    @ParameterizedTest
    @CsvSource({
        "ENROLLED, UNKNOWN, WAITING, true, false",
        "REGISTERED, UNKNOWN, WAITING, true, true",
        "REGISTERED, UP, WORKING, true, true",
        "REGISTERED, SUSPECT, WAITING, true, true",
        "REGISTERED, DOWN, BROKEN, true, true",
        "DRAINING, UP, WAITING, true, false",
        "REVOKED, UP, OFF, false, false"
    })
    void saysHowANodeIsAndWhatMayBeDone(
            NodeRecord.State state,
            NodeHealth health,
            Section.State shown,
            boolean revocable,
            boolean drainable) {
        Fleet.Known known = known(state, health);
        assertThat(NodeRow.state(known)).isEqualTo(shown);
        for (String language : List.of("en", "fr")) {
            NodeRow row = NodeRow.of(known, Instant.EPOCH, messages(language));
            assertThat(row.sentence()).isNotBlank();
            assertThat(row.revocable()).isEqualTo(revocable);
            assertThat(row.drainable()).isEqualTo(drainable);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void listsNodesAndKeepsWhatWasTyped(String language) {
        Messages messages = messages(language);
        StringOutput output = new StringOutput();
        JtelistGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                messages.text("alarm", 7),
                List.of(
                        NodeRow.of(
                                known(NodeRecord.State.REGISTERED, NodeHealth.UP),
                                Instant.EPOCH,
                                messages)),
                new NodePages.Typed("x<", "IS", "host", List.of("BALANCED")),
                new Wrong("wrong words", Map.of("name", "at the name"), "request-1"));
        assertThat(output.toString())
                .contains("exit-one", " · Some host", "/nodes/exit-one/drain")
                .contains("value=\"x&lt;\"", "wrong words", "at the name", "request-1")
                .contains("<p role=\"alert\">7 ")
                .containsPattern("value=\"BALANCED\" checked")
                .doesNotContainPattern("value=\"STEALTH\" checked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void showsATokenAndAsksBeforeARevocation(String language) {
        Messages messages = messages(language);
        StringOutput enrolled = new StringOutput();
        JteenrolledGenerated.render(
                new OwaspHtmlTemplateOutput(enrolled),
                null,
                messages,
                new Permission("lwe_t", "exit-one", Instant.EPOCH, "ab12", "SETUP"),
                "https://core.example:8443");
        assertThat(enrolled.toString())
                .contains("lwe_t", "ab12", "--setup-key SETUP", "https://core.example:8443");
        StringOutput revoke = new StringOutput();
        JterevokeGenerated.render(
                new OwaspHtmlTemplateOutput(revoke),
                null,
                messages,
                NodeRow.of(
                        known(NodeRecord.State.REGISTERED, NodeHealth.UP),
                        Instant.EPOCH,
                        messages));
        assertThat(revoke.toString()).contains("action=\"/nodes/exit-one/revoke\"");
    }

    private static Fleet.Known known(NodeRecord.State state, NodeHealth health) {
        NodeRecord node =
                new NodeRecord(
                        "exit-one",
                        "IS",
                        "Some host",
                        Set.of(PoolId.BALANCED),
                        state,
                        Optional.empty(),
                        1,
                        1,
                        Optional.of(new NodeRecord.Beat(Instant.EPOCH, 0, 0, "OK", "", health)));
        return new Fleet.Known(node, health == NodeHealth.UP, Set.of(PoolId.BALANCED));
    }

    private static Messages messages(String language) {
        return Messages.of(NodePages.class, Locale.forLanguageTag(language));
    }
}
