// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class LoginIT {
    private static final String LOGIN = "lightweb-login";
    private static final UriInfo ADDRESS =
            faked(UriInfo.class, Map.of("getBaseUri", URI.create("http://localhost:8080/")));

    private final ZitadelStandIn zitadel = ZitadelStandIn.start(ZitadelOptions.defaults());
    private final TestDatabase server = TestDatabase.start();
    private final Database database = server.unit("portal", List.of(), PortalSessions.class);
    private final OnePerson people = new OnePerson(Persona.MIA.userId());
    private final PortalSessions sessions =
            new PortalSessions(Duration.ofHours(1), database, people, Clock.systemUTC());
    private final LoginResource resource =
            new LoginResource(
                    new PortalSettings(
                            zitadel.issuer(),
                            DemoIds.PORTAL_CLIENT,
                            "http://localhost:8080",
                            Duration.ofHours(1)),
                    MasterKey.of(new byte[32]),
                    sessions,
                    people,
                    Clock.systemUTC());
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @AfterEach
    void close() {
        resource.close();
        browser.close();
        server.close();
        zitadel.close();
    }

    @Test
    void logsInOnceAndLeadsToWhatWasAskedFor() throws Exception {
        Response begun = resource.begin("/islands?a=b", ADDRESS);
        String login = begun.getCookies().get(LOGIN).getValue();
        Map<String, String> answer = choose(begun.getLocation());
        Response finished = finish(answer, login);
        assertThat(finished.getLocation()).hasToString("/islands?a=b");
        String session = finished.getCookies().get("lightweb").getValue();
        assertThat(sessions.find(session).orElseThrow().caller().user().value())
                .isEqualTo(Persona.MIA.userId());
        assertThatThrownBy(() -> finish(answer, login)).isInstanceOf(LightWebException.class);
    }

    @Test
    void finishesNoLoginOfAnotherBrowser() throws Exception {
        Map<String, String> answer = choose(resource.begin("/", ADDRESS).getLocation());
        String other = resource.begin("/", ADDRESS).getCookies().get(LOGIN).getValue();
        assertThatThrownBy(() -> finish(answer, other))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("begun in another browser");
    }

    @Test
    void keepsNothingForSomebodyWhoMayNeverComeBack() {
        for (int i = 0; i < 3; i++) {
            assertThat(resource.begin("/", ADDRESS).getStatus()).isEqualTo(303);
        }
        List<Integer> rows =
                database.read(
                        t ->
                                Sql.query(
                                        t,
                                        row -> row.getInt(1),
                                        "select count(*) from login_attempt"));
        assertThat(rows).containsExactly(0);
    }

    /** Chooses Mia on the issuer's page; gives the parameters of the way back. */
    private Map<String, String> choose(URI authorize) throws IOException, InterruptedException {
        URI page = authorize.resolve(location(HttpRequest.newBuilder(authorize).build()));
        String form = page.getQuery() + "&user=" + Persona.MIA.userId();
        URI back =
                location(
                        HttpRequest.newBuilder(page.resolve("/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build());
        String[] parts = back.getQuery().split("[&=]", -1);
        return Map.of(parts[0], parts[1], parts[2], parts[3]);
    }

    private URI location(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<Void> response = browser.send(request, HttpResponse.BodyHandlers.discarding());
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    private Response finish(Map<String, String> answer, String login) {
        Map<String, Cookie> cookies = Map.of(LOGIN, new Cookie.Builder(LOGIN).value(login).build());
        ContainerRequestContext request =
                faked(
                        ContainerRequestContext.class,
                        Map.of("getCookies", cookies, "getUriInfo", ADDRESS));
        return resource.finish(answer.get("code"), answer.get("state"), null, request);
    }

    private static <T> T faked(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        LoginIT.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, _) -> {
                            assertThat(answers).containsKey(method.getName());
                            return answers.get(method.getName());
                        }));
    }
}
