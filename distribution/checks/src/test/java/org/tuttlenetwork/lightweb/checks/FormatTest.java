// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Spotless can't read Java 25 yet, so a test asks google-java-format itself. */
class FormatTest {
    private static final String LICENCE =
            "// Copyright the LightWeb authors.\n// SPDX-License-Identifier: Apache-2.0\n";

    private static final boolean WRITE = Boolean.getBoolean("format.write");

    private final Formatter formatter =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    @Test
    void everyJavaFileIsFormatted() {
        List<Path> wrong =
                Sources.java("").parallelStream().filter(file -> !formatted(file)).toList();

        assertThat(wrong)
                .as(
                        "Not in google-java-format's AOSP form. To mend them:\n"
                                + "mvn verify -pl distribution/checks -Dtest=FormatTest"
                                + " -Dformat.write=true")
                .isEmpty();
    }

    @Test
    void everyJavaFileBeginsWithTheLicence() {
        List<Path> without =
                Sources.java("").stream()
                        .filter(file -> !Sources.text(file).orElseThrow().startsWith(LICENCE))
                        .toList();

        assertThat(without).as("Java files that don't begin with:\n%s", LICENCE).isEmpty();
    }

    private boolean formatted(Path file) {
        String text = Sources.text(file).orElseThrow();
        try {
            String formatted = formatter.formatSourceAndFixImports(text);
            if (WRITE && !formatted.equals(text)) {
                Files.writeString(Sources.ROOT.resolve(file), formatted);
                return true;
            }
            return formatted.equals(text);
        } catch (FormatterException e) {
            throw new AssertionError(file + " is not Java: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
