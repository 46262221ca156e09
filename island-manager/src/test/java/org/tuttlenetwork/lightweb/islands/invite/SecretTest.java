// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;

import java.util.HashSet;
import java.util.Set;

class SecretTest {
    @RepeatedTest(20)
    void readsWhatItWrites() {
        for (Kind kind : Kind.values()) {
            Secret secret = Secret.next(kind);
            assertThat(Secret.parse(secret.shown())).contains(secret);
        }
    }

    @Test
    void neverRepeatsItselfAndNeverTellsItself() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            seen.add(Secret.next(Kind.CODE).text());
        }
        assertThat(seen).hasSizeGreaterThan(998);
        Secret secret = Secret.next(Kind.LINK);
        assertThat(secret.toString()).doesNotContain(secret.text().substring(4));
    }

    @Test
    void tellsAMistypedLinkFromAnUnknownOne() {
        String text = Secret.next(Kind.LINK).text();
        for (int i = 4; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'x' ? 'y' : 'x';
            String wrong = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(Secret.parse(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void readsACodeAsPeopleHearIt() {
        assertThat(Secret.parse("o0il-1o0I").map(Secret::text)).contains("00111001");
        assertThat(Secret.parse("ABCD EFGH").map(Secret::text)).contains("ABCDEFGH");
        assertThat(Secret.parse("ABCD-EFG")).isEmpty();
        assertThat(Secret.parse("ABCD-EFGU")).as("no U").isEmpty();
    }
}
