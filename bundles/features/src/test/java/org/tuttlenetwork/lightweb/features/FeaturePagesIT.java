// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.features.pages.FeaturePages;
import org.tuttlenetwork.lightweb.features.pages.PlanPages;
import org.tuttlenetwork.lightweb.web.FeaturesHost;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The pages as a browser without JavaScript uses them: links, forms, redirects. */
class FeaturePagesIT {
    @RegisterExtension private final Postgres postgres = new Postgres();
    @TempDir private Path folder;
    private TestHost host;
    private FeaturesHost http;

    @BeforeEach
    void boot() {
        host = new TestHost(postgres.database(), folder);
        host.boot();
        serve();
    }

    private void serve() {
        http =
                new FeaturesHost(
                        new FeaturePages(host.room(), new OnlyAda(), (feature, file) -> "/" + file),
                        new PlanPages(host.room(), (feature, file) -> "/" + file));
    }

    @AfterEach
    void halt() throws Exception {
        http.close();
        host.halt();
        List.copyOf(System.getProperties().stringPropertyNames()).stream()
                .filter(name -> name.startsWith("sample."))
                .forEach(System::clearProperty);
    }

    @Test
    void leadsFromAFileOverAPlanToWhatRuns() {
        assertThat(http.page("admin", "/features").body()).contains("/features/add");
        assertThat(http.page("admin", "/features/add").body())
                .contains("multipart/form-data", "type=\"file\"");
        String plan = planned(Pack.of("garden", "1.0.0"));
        assertThat(http.page("admin", plan).body())
                .contains(
                        "Install garden 1.0.0?",
                        "trusted",
                        "of 8",
                        "Can do whatever this host can do",
                        "(enforced)",
                        "Install and start the bundle sample.garden 1.0.0",
                        "Nobody that this host knows of",
                        "Yes: taking it away leaves its data",
                        "Do this");
        assertThat(host.bundles()).as("nothing runs by looking").isEmpty();

        leads(http.form("admin", plan, ""), "/features/garden");
        assertThat(http.page("admin", "/features/garden").body())
                .contains(
                        "version 1.0.0",
                        "whom you trust",
                        "sample.garden 1.0.0",
                        "Ada Lovelace",
                        "installed");
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(http.page("admin", plan).statusCode()).as("applied once").isEqualTo(404);
    }

    @Test
    void showsThePlanOfNowWhereTheWorldHasChanged() {
        host.install(Pack.of("garden", "1.0.0"));
        String plan = planned(Pack.of("garden", "1.2.0"));
        host.install(Pack.of("garden", "1.1.0"));
        HttpResponse<String> applied = http.form("admin", plan, "");
        assertThat(applied.statusCode()).isEqualTo(303);
        String now = location(applied);
        assertThat(now).startsWith("/features/plans/").isNotEqualTo(plan).endsWith("changed=true");
        assertThat(host.active("garden")).containsExactly("1.1.0");
        assertThat(http.page("admin", now).body())
                .contains(
                        "Update garden from 1.1.0 to 1.2.0?",
                        "Something was changed since you looked");
        leads(http.form("admin", now.replace("?changed=true", ""), ""), "/features/garden");
        assertThat(host.active("garden")).containsExactly("1.2.0");
    }

    @Test
    void saysWhyAnArchiveIsRefusedAndKeepsNothing() {
        HttpResponse<String> none = http.upload("admin", "/features/add", "", new byte[0], "");
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("No file was chosen");
        byte[] text = "no archive".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> wrong = http.upload("admin", "/features/add", "a.jar", text, "1.0");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Nothing was changed", "value=\"1.0\"");
        HttpResponse<String> unsigned =
                http.upload(
                        "admin",
                        "/features/add",
                        "a.jar",
                        Pack.of("garden", "1.0.0").unsigned(),
                        "");
        assertThat(unsigned.statusCode()).isEqualTo(422);
        assertThat(unsigned.body())
                .contains("This cannot be done", "Nobody signed it", "not trusted")
                .doesNotContain("Do this");
    }

    @Test
    void replacesANewerVersionOnlyWhereTheOlderIsNamed() {
        host.install(Pack.of("garden", "1.1.0"));
        byte[] older = Pack.of("garden", "1.0.0").bytes();
        assertThat(http.upload("admin", "/features/add", "a.jar", older, "").body())
                .contains("newer than 1.0.0");
        HttpResponse<String> named =
                http.upload("admin", "/features/add", "a.jar", older, " 1.0.0 ");
        assertThat(named.statusCode()).isEqualTo(303);
    }

    @Test
    void takesBackWhatIsTriedAndOnlyThat() {
        host.install(Pack.of("garden", "1.0.0"));
        leads(
                http.form("admin", planned(Pack.moody("garden", "2.0.0", 600)), ""),
                "/features/garden");
        assertThat(http.page("admin", "/features").body()).contains("is live and watched");
        assertThat(http.page("admin", "/features/garden").body())
                .contains("data-live=\"true\"", "/features/garden/take-back", "Take 2.0.0 back");
        HttpResponse<String> other =
                http.form("admin", "/features/garden/take-back", "version=3.0.0");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(host.active("garden")).containsExactly("2.0.0");
        leads(
                http.form("admin", "/features/garden/take-back", "version=2.0.0"),
                "/features/garden");
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(http.page("admin", "/features/garden").body())
                .contains("taken back", "Asked for by Ada Lovelace.", "data-live=\"false\"");
    }

    @Test
    void leadsToTheListWhereAFirstVersionIsTakenBack() {
        host.install(Pack.moody("garden", "1.0.0", 600));
        leads(http.form("admin", "/features/garden/take-back", "version=1.0.0"), "/features");
        assertThat(host.bundles()).isEmpty();
    }

    @Test
    void asksBeforeGoingBackAndBeforeRemoving() {
        host.install(Pack.of("garden", "1.0.0"));
        host.install(Pack.of("garden", "1.1.0"));
        assertThat(http.page("admin", "/features/garden").body())
                .contains("/features/garden/rollback", "/features/garden/remove");
        assertThat(http.page("admin", "/features/garden/rollback").body())
                .contains("value=\"1.0.0\" checked", "what was written since is not taken back");
        assertThat(http.form("admin", "/features/garden/rollback", "").statusCode()).isEqualTo(422);
        leads(http.form("admin", "/features/garden/rollback", "version=1.0.0"), "/features/garden");
        assertThat(host.active("garden")).containsExactly("1.0.0");
        assertThat(http.page("admin", "/features/garden/remove").body())
                .contains("Remove garden?", "Its data stays");
        leads(http.form("admin", "/features/garden/remove", ""), "/features");
        assertThat(http.page("admin", "/features/garden").body())
                .contains("its data was kept")
                .doesNotContain("/features/garden/remove");
    }

    @Test
    void saysWhatCameOfAVersionThatDoesNotStart() {
        String plan = planned(Pack.moody("garden", "1.0.0", 0));
        System.setProperty("sample.garden-1.0.0", "fail-start");
        HttpResponse<String> applied = http.form("admin", plan, "");
        assertThat(applied.statusCode()).isEqualTo(422);
        assertThat(applied.body())
                .contains("It was refused", "Nothing was changed", "No water in the garden");
    }

    @Test
    void saysWhereAFeatureShouldRunAndWhyItDoesNot() throws Exception {
        host.install(Pack.of("garden", "1.0.0"));
        http.close();
        host.halt();
        host.trust("ada", Pack.ADA.getPublic(), "revoked = true");
        host.boot();
        serve();
        TestHost.until(() -> !host.status("garden").onHosts().isEmpty());
        assertThat(host.status("garden").onHosts().getFirst().detail()).contains("revoked");
        assertThat(http.page("admin", "/features/garden").body())
                .contains(
                        "Why it does not run",
                        "that was revoked here",
                        "(this host): nothing of it runs",
                        "Add a version of it that somebody whom you trust has signed.");
        assertThat(http.page("admin", "/features").body()).contains("state-broken");
    }

    @Test
    void showsTheHistoryInPages() {
        for (int minor = 0; minor < 12; minor++) {
            host.install(Pack.of("garden", "1." + minor + ".0"));
        }
        String first = http.page("admin", "/features/garden").body();
        assertThat(first).contains("1.11.0 updated", "Older").doesNotContain("1.0.0 installed");
        String older = first.replaceAll("(?s).*href=\"(/features/garden\\?after=[^#]*)#.*", "$1");
        assertThat(http.page("admin", older).body()).contains("1.0.0 installed", "Newest");
    }

    @Test
    void isForAdministratorsOnlyAndHasNothingInline() {
        host.install(Pack.of("garden", "1.0.0"));
        String plan = planned(Pack.of("garden", "1.1.0"));
        List<String> paths =
                List.of(
                        "/features",
                        "/features/add",
                        plan,
                        "/features/garden",
                        "/features/garden/remove",
                        "/features/garden/rollback");
        for (String path : paths) {
            assertThat(http.page("member", path).statusCode()).as(path).isEqualTo(404);
            assertThat(http.page("nobody", path).statusCode()).as(path).isEqualTo(303);
            HttpResponse<String> page = http.page("admin", path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body())
                    .doesNotContain("<style", " style=", " onclick", " onsubmit")
                    .doesNotContainPattern("<script(?! src=)");
        }
        assertThat(http.form("member", plan, "").statusCode()).isEqualTo(404);
        assertThat(http.upload("member", "/features/add", "a.jar", new byte[] {1}, "").statusCode())
                .isEqualTo(404);
        assertThat(host.active("garden")).containsExactly("1.0.0");
    }

    private String planned(Pack pack) {
        HttpResponse<String> answer =
                http.upload("admin", "/features/add", "feature.jar", pack.bytes(), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(location(answer)).startsWith("/features/plans/");
        return location(answer);
    }

    private static void leads(HttpResponse<String> answer, String path) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(path);
    }

    /** Where it leads, without the address of the host. */
    private static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^https?://[^/]*", "");
    }

    /** Everybody is Ada. */
    private static final class OnlyAda implements Directory {
        @Override
        public Optional<Person> person(UserId user) {
            return Optional.of(new Person(user, "Ada Lovelace", "ada", "en", true));
        }

        @Override
        public List<Person> people(Collection<UserId> users) {
            return users.stream().flatMap(user -> person(user).stream()).toList();
        }

        @Override
        public Optional<Person> findByLogin(String login) {
            return Optional.empty();
        }

        @Override
        public Optional<Person> findById(UserId user) {
            return person(user);
        }

        @Override
        public Set<RoleKey> roles(UserId user) {
            return Set.of(RoleKey.ADMINISTRATOR);
        }

        @Override
        public Map<UserId, Set<RoleKey>> holders(String prefix) {
            return Map.of();
        }

        @Override
        public Map<UserId, Set<RoleKey>> holders(Transaction transaction, String prefix) {
            return Map.of();
        }

        @Override
        public boolean isInUse(Collection<RoleKey> roles) {
            return false;
        }
    }
}
