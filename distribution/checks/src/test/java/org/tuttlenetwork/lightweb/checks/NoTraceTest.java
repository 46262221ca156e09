// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is committed says nothing of the machine it was written on, and leaves nothing undone. */
class NoTraceTest {
    @Test
    void noFileNamesAPackageRegistry() {
        // A mirror or proxy is a matter of who builds: settings.xml, not the project.
        Pattern host =
                Pattern.compile(
                        "\\brepo1?[.]maven|central[.]sonatype|[.]sonatype[.]org|npmjs[.]|pypi[.]org"
                                + "|pythonhosted|proxy[.]golang|crates[.]io\\b|artifactory|jfrog"
                                + "|plugins[.]gradle|(?:registry|hub)(?:-1)?[.]docker");
        assertThat(linesWith(host)).as("Lines that name a package registry").isEmpty();
    }

    @Test
    void noFileNamesAPlaceOnOneMachine() {
        Pattern path = Pattern.compile("(?<![\\w.})>\\]-])/(?:work|root|home)/(?=[\\w.-])");
        assertThat(linesWith(path)).as("Lines with a path of one machine").isEmpty();
    }

    @Test
    void everythingLeftToDoHasAnIssue() {
        Pattern left = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME)\\b(?! ?\\(?#\\d)");
        assertThat(linesWith(left)).as("Left to do, without an issue's number (#12)").isEmpty();
    }

    private static List<String> linesWith(Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.files()) {
            if (file.endsWith("NoTraceTest.java")) {
                continue;
            }
            List<String> lines = Sources.text(file).orElse("").lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        return found;
    }
}
