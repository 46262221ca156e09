// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.doctor.Check;
import org.tuttlenetwork.lightweb.cli.doctor.ClockCheck;
import org.tuttlenetwork.lightweb.cli.doctor.DenylistCheck;
import org.tuttlenetwork.lightweb.cli.doctor.HostChecks;
import org.tuttlenetwork.lightweb.cli.doctor.IssuerCheck;
import org.tuttlenetwork.lightweb.cli.doctor.Level;
import org.tuttlenetwork.lightweb.cli.doctor.NetbirdCheck;
import org.tuttlenetwork.lightweb.cli.doctor.NetbirdVersionCheck;
import org.tuttlenetwork.lightweb.cli.doctor.Verdict;
import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.Server;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.ServiceKeyFile;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The first look: whether both servers answer, and the tokens may do what is to be done. */
final class Preflight {
    private static final List<String> RIGHTS =
            List.of(
                    "project.create",
                    "project.role.write",
                    "project.app.write",
                    "project.member.write",
                    "user.read",
                    "user.write",
                    "user.grant.write",
                    "org.member.write",
                    "iam.member.write",
                    "action.target.write",
                    "action.execution.write");
    private static final Set<String> NETBIRD_ROLES = Set.of("owner", "admin");

    private final Inputs inputs;
    private final HttpClient http;
    private final Clock clock;
    private final PrintStream out;

    Preflight(Inputs inputs, HttpClient http, Clock clock, PrintStream out) {
        this.inputs = inputs;
        this.http = http;
        this.clock = clock;
        this.out = out;
    }

    /**
     * @throws SetupRefused saying what is wrong; nothing was changed
     */
    Ready look() throws SetupRefused, ServerFailure, IOException, InterruptedException {
        Zitadel zitadel =
                new Zitadel(new Server(http, "Zitadel", inputs.zitadel().url(), ""), clock);
        require(new IssuerCheck(zitadel, HostChecks.isDemo(inputs.zitadel().url())));
        require(new ClockCheck(zitadel, clock));
        Netbird netbird = new Netbird(new Server(http, "NetBird", inputs.netbird().url(), ""));
        require(new NetbirdCheck(netbird));
        Zitadel owned = owned(zitadel);
        Netbird administered = administered(netbird);
        require(new NetbirdVersionCheck(administered));
        String organization = organization(owned);
        AuthorizationStep.Person person = person(owned);
        boolean reached = tell(new DenylistCheck(inputs.host().hookUrl(), false)) == Level.OK;
        return new Ready(
                owned, administered, organization, person, reached || inputs.host().webhook());
    }

    private void require(Check check) throws SetupRefused, ServerFailure, InterruptedException {
        Verdict verdict = check.look();
        if (verdict.level() == Level.FAIL) {
            throw refused(check.name() + ": " + verdict.seen() + ". " + verdict.remedy());
        }
        told(check, verdict);
    }

    private Level tell(Check check) throws ServerFailure, InterruptedException {
        Verdict verdict = check.look();
        told(check, verdict);
        return verdict.level();
    }

    private void told(Check check, Verdict verdict) {
        out.println("  " + verdict.level() + "  " + check.name() + ": " + verdict.seen());
        if (!verdict.remedy().isEmpty()) {
            out.println("      -> " + verdict.remedy());
        }
    }

    private static SetupRefused refused(String why) {
        return new SetupRefused(why + " Nothing was changed.");
    }

    private static String read(String option, Path file) throws SetupRefused {
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty()) {
                return text;
            }
        } catch (IOException _) {
            throw refused(option + " " + file + " can't be read.");
        }
        throw refused(option + " " + file + " is empty.");
    }

    private Zitadel owned(Zitadel zitadel)
            throws SetupRefused, ServerFailure, InterruptedException {
        String option = "--zitadel-token-file";
        String text = read(option, inputs.zitadel().tokenFile());
        try {
            String token =
                    text.startsWith("{") ? zitadel.login(ServiceKeyFile.parse(text)).value() : text;
            Zitadel owned = zitadel.with(token);
            Set<String> has = owned.permissions();
            List<String> lacking = RIGHTS.stream().filter(right -> !has.contains(right)).toList();
            if (!lacking.isEmpty()) {
                throw refused(
                        "Whose token is in "
                                + inputs.zitadel().tokenFile()
                                + " may not do all that is needed in Zitadel; it lacks "
                                + String.join(", ", lacking)
                                + ". Use the token of a user with the role IAM_OWNER; it is used"
                                + " now and not kept.");
            }
            return owned;
        } catch (IllegalArgumentException e) {
            throw refused(
                    option + " " + inputs.zitadel().tokenFile() + ": " + e.getMessage() + ".");
        } catch (ServerFailure failure) {
            if (failure.status() == 401) {
                throw refused(
                        "Zitadel does not take the token in "
                                + inputs.zitadel().tokenFile()
                                + ": it is wrong, or its time is over.");
            }
            throw failure;
        }
    }

    private Netbird administered(Netbird netbird)
            throws SetupRefused, ServerFailure, InterruptedException {
        Path file = inputs.netbird().tokenFile();
        Netbird administered = netbird.with(read("--netbird-token-file", file));
        try {
            Server.Answer person = administered.server().ask("GET", "/api/users/current", null);
            // NetBird refuses this one call to service users.
            String role =
                    person.status() == 403
                            ? administered
                                    .currentServiceUser()
                                    .map(user -> user.path("role").asText())
                                    .orElse("")
                            : person.body().path("role").asText("");
            if (person.status() == 401 || person.status() == 404) {
                throw refused("NetBird does not take the token in " + file + ".");
            }
            if (!NETBIRD_ROLES.contains(role)) {
                throw refused(
                        "Whose token is in "
                                + file
                                + " has the role '"
                                + role
                                + "' in NetBird; owner or admin is needed to make service users.");
            }
            return administered;
        } catch (ServerFailure failure) {
            if (failure.status() == 403) {
                throw refused("Whose token is in " + file + " may not look into NetBird.");
            }
            throw failure;
        }
    }

    private String organization(Zitadel zitadel)
            throws SetupRefused, ServerFailure, InterruptedException {
        String wanted = inputs.zitadel().organization();
        List<JsonNode> all =
                Json.list(
                        zitadel.server()
                                .post("/v2/organizations/_search", Json.object())
                                .path("result"));
        List<JsonNode> found =
                all.stream()
                        .filter(
                                one ->
                                        wanted.isEmpty()
                                                || one.path("id").asText().equals(wanted)
                                                || one.path("name").asText().equals(wanted))
                        .toList();
        if (found.size() != 1) {
            throw refused(
                    "--organization '"
                            + wanted
                            + "' names "
                            + (found.isEmpty() ? "none" : "several")
                            + " of Zitadel's organizations: "
                            + String.join(
                                    ", ",
                                    all.stream()
                                            .map(
                                                    one ->
                                                            one.path("name").asText()
                                                                    + " ("
                                                                    + one.path("id").asText()
                                                                    + ")")
                                            .toList())
                            + ". Name one by its id.");
        }
        return found.getFirst().path("id").asText();
    }

    private AuthorizationStep.Person person(Zitadel zitadel)
            throws SetupRefused, ServerFailure, InterruptedException {
        String admin = inputs.zitadel().admin();
        ObjectNode query = Json.object();
        if (admin.matches("\\d{10,}")) {
            query.putObject("inUserIdsQuery").putArray("userIds").add(admin);
        } else {
            query.putObject("loginNameQuery")
                    .put("loginName", admin)
                    .put("method", "TEXT_QUERY_METHOD_EQUALS");
        }
        ObjectNode request = Json.object();
        request.putArray("queries").add(query);
        List<JsonNode> found =
                Json.list(zitadel.server().post("/v2/users", request).path("result")).stream()
                        .filter(user -> user.has("human"))
                        .toList();
        if (found.size() != 1) {
            throw refused(
                    "--admin "
                            + admin
                            + " is nobody in Zitadel. Give the login name as Zitadel's console"
                            + " shows it, with its domain, or the user's id.");
        }
        return new AuthorizationStep.Person(
                found.getFirst().path("userId").asText(),
                found.getFirst().path("preferredLoginName").asText());
    }
}
