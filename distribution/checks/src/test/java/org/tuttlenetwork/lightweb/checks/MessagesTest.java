// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whoever reads French reads all of it. */
class MessagesTest {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");

    private static List<Path> english() {
        return Sources.files().stream()
                .filter(path -> path.endsWith("messages.properties"))
                .toList();
    }

    @Test
    void frenchHasTheSameKeysAndArguments() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : english()) {
            Path translated = file.resolveSibling("messages_fr.properties");
            Properties english = read(file);
            Properties french = read(translated);
            Set<String> keys = new TreeSet<>(english.stringPropertyNames());
            keys.addAll(french.stringPropertyNames());
            for (String key : keys) {
                String one = english.getProperty(key);
                String other = french.getProperty(key);
                if (one == null || other == null) {
                    wrong.add((one == null ? file : translated) + " lacks " + key);
                } else if (!arguments(one).equals(arguments(other))) {
                    wrong.add(translated + ": " + key + " has other arguments than in English");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void apostrophesAreDoubledWhereArgumentsAreGiven() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : english()) {
            for (Path each : List.of(file, file.resolveSibling("messages_fr.properties"))) {
                read(each)
                        .forEach(
                                (key, text) -> {
                                    if (!arguments((String) text).isEmpty()
                                            && LONE_APOSTROPHE.matcher((String) text).find()) {
                                        wrong.add(each + ": " + key + " = " + text);
                                    }
                                });
            }
        }
        assertThat(wrong).as("MessageFormat swallows a single apostrophe").isEmpty();
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(r -> r.group(1)).collect(Collectors.toSet());
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Sources.text(file).orElseThrow()));
        return properties;
    }
}
