// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of settings and what it may say.
 *
 * @param pid what it configures: the file is {@code <pid>.cfg}
 * @param description of the whole
 * @param options in the component's order
 */
record SettingsFile(String pid, String description, List<Option> options) {
    private static final int WIDTH = 110;

    SettingsFile {
        options = List.copyOf(options);
    }

    String fileName() {
        return pid + ".cfg";
    }

    /** The file with every option explained, and each set to its default as a comment. */
    String template() {
        return "# "
                + description
                + "\n# Take the # from a line to set it; what is left out has the value shown.\n"
                + options.stream().map(SettingsFile::lines).collect(Collectors.joining());
    }

    private static String lines(Option option) {
        return "\n"
                + wrapped(option.description())
                + "#"
                + option.key()
                + " = "
                + option.usual()
                + "\n";
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder("#");
        int width = 1;
        for (String word : text.split(" ", -1)) {
            if (width + 1 + word.length() > WIDTH) {
                lines.append("\n#");
                width = 1;
            }
            lines.append(' ').append(word);
            width += 1 + word.length();
        }
        return lines.append('\n').toString();
    }
}
