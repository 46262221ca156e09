// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosisTest {
    @Test
    void namesTheMissingPackageAndItsVersions() {
        String message =
                "Unable to resolve org.example [7](R 7.0): missing requirement [org.example [7](R"
                    + " 7.0)] osgi.wiring.package;"
                    + " (&(osgi.wiring.package=org.missing.thing)(version>=1.2.0)(!(version>=2.0.0)))";
        assertThat(Diagnosis.inWords(message))
                .isEqualTo(
                        "it needs the package org.missing.thing in version >= 1.2.0 >= 2.0.0, which"
                            + " no bundle offers");
    }

    @Test
    void leavesAMessageAloneThatItDoesNotKnow() {
        assertThat(Diagnosis.inWords("Activator start error")).isEqualTo("Activator start error");
    }
}
