// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.Appearance;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.ProblemReason;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

class PortalShellTest {
    private final PortalShell shell =
            new PortalShell(
                    new Sections(new AllActive()), true, (bundle, path) -> "/static/" + path);

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void saysEveryProblemInTheViewersLanguage(ProblemType type) {
        String english = problem(type, Optional.empty(), viewer("en", true));
        String french = problem(type, Optional.empty(), viewer("fr", true));
        assertThat(english).contains("<html lang=\"en\"", "request-1");
        assertThat(french).contains("<html lang=\"fr\"", "request-1");
        assertThat(main(french)).isNotEqualTo(main(english)).doesNotContain("Nothing");
    }

    @ParameterizedTest
    @CsvSource({"en, finished before", "fr, déjà été achevée"})
    void saysWhyWhereMoreIsKnown(String language, String words) {
        ProblemReason reason = new ProblemReason("login-elsewhere", List.of());
        assertThat(problem(ProblemType.FORBIDDEN, Optional.of(reason), viewer(language, false)))
                .contains(words, "href=\"/login\"");
    }

    @Test
    void showsNoReasonThatNobodyHasWordsFor() {
        ProblemReason reason = new ProblemReason("of-a-room-that-is-gone", List.of());
        assertThat(problem(ProblemType.CONFLICT, Optional.of(reason), viewer("en", true)))
                .contains("Nothing was changed.")
                .doesNotContain("of-a-room-that-is-gone");
    }

    private String problem(ProblemType type, Optional<ProblemReason> reason, Viewer viewer) {
        return shell.renderProblem(type, reason, viewer, "/somewhere");
    }

    private static String main(String html) {
        return html.substring(html.indexOf("<main"), html.indexOf("</main>"));
    }

    private static Viewer viewer(String language, boolean loggedIn) {
        return new Viewer(
                loggedIn ? Optional.of(new Caller(new UserId("1"), Set.of())) : Optional.empty(),
                loggedIn ? "Ada" : "",
                Locale.forLanguageTag(language),
                Appearance.DEVICE,
                "request-1");
    }

    /** Nothing is ever withheld. */
    private static final class AllActive implements RevisionFilter {
        @Override
        public boolean isActive(long bundleId) {
            return true;
        }

        @Override
        public void swap(Collection<Long> release, Collection<Long> withhold) {
            throw new UnsupportedOperationException("The shell swaps nothing");
        }

        @Override
        public Subscription onChange(Runnable listener) {
            return () -> {};
        }
    }
}
