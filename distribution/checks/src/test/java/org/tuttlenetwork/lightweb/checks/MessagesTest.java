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
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whoever reads French reads all of it. */
class MessagesTest {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");

    /** {@code messages.text("key"}, also where a line is broken. */
    private static final Pattern SHOWN =
            Pattern.compile("\\b(?:messages|page|words|common) ?\\.text\\( ?\"([^\"]+)\"[,)]");

    /** Their ends are named where something is refused: reasons, and fields of the input. */
    private static final List<String> FROM_ELSEWHERE = List.of("because.", "field.");

    private static final String OF_EVERY_SECTION = "label";

    private static List<Path> english() {
        return Sources.files().stream()
                .filter(path -> path.endsWith("messages.properties"))
                .filter(path -> path.toString().contains("src/main/"))
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

    @Test
    void everyTextIsShownSomewhere() throws IOException {
        List<String> unused = new ArrayList<>();
        String everything = code("");
        for (Path file : english()) {
            String module = code(module(file));
            for (String key : read(file).stringPropertyNames()) {
                boolean said =
                        FROM_ELSEWHERE.stream()
                                .filter(key::startsWith)
                                .map(prefix -> key.substring(prefix.length()))
                                .anyMatch(rest -> everything.contains('"' + rest + '"'));
                boolean constant = isConstant(key.substring(key.lastIndexOf('.') + 1), everything);
                if (!said && !constant && !key.equals(OF_EVERY_SECTION) && !isNamed(key, module)) {
                    unused.add(file + ": " + key);
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void everyTextThatIsShownIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        Map<String, Set<String>> known = new TreeMap<>();
        for (Path file : english()) {
            known.computeIfAbsent(module(file), _ -> new TreeSet<>())
                    .addAll(read(file).stringPropertyNames());
        }
        known.forEach(
                (module, keys) ->
                        SHOWN.matcher(code(module))
                                .results()
                                .map(match -> match.group(1))
                                .filter(key -> !keys.contains(key))
                                .filter(key -> !key.equals(OF_EVERY_SECTION))
                                .forEach(key -> missing.add(module + ": " + key)));
        assertThat(missing).isEmpty();
    }

    /** Whether a key's end is the constant of an enum: its text is found by the constant's name. */
    private static boolean isConstant(String end, String code) {
        return end.matches("[A-Z_]+") && Pattern.compile("\\b" + end + "\\b").matcher(code).find();
    }

    /** Whether code names a key, whole or by what it begins with. */
    private static boolean isNamed(String key, String code) {
        if (code.contains('"' + key + '"')) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            if (code.contains('"' + key.substring(0, dot + 1) + "\" +")) {
                return true;
            }
        }
        return false;
    }

    /** The module that a file belongs to: what stands before its sources. */
    private static String module(Path file) {
        String path = file.toString();
        return path.substring(0, path.indexOf("src/main/"));
    }

    /** Java and templates of a module, each run of white space as one space. */
    private static String code(String module) {
        return Sources.files().stream()
                .filter(
                        path ->
                                path.toString()
                                        .startsWith(module + (module.isEmpty() ? "" : "src/main/")))
                .filter(path -> path.toString().matches(".*/src/main/.*\\.(java|jte)"))
                .flatMap(path -> Sources.text(path).stream())
                .map(text -> text.replaceAll("\\s+", " "))
                .collect(Collectors.joining(" "));
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
