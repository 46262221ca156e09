// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A file of etc/: new with every option explained, or the one that is there with our keys. */
final class SettingsStep implements Step {
    private final Path file;
    private final String template;
    private final Supplier<Map<String, String>> values;
    private final Words words;

    /**
     * @param template the file with every option explained; may be empty
     * @param values the keys to set, once the steps before have found them
     */
    SettingsStep(Path file, String template, Supplier<Map<String, String>> values, Words words) {
        this.file = file;
        this.template = template;
        this.values = values;
        this.words = words;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public boolean isThere() throws IOException {
        Optional<String> before = before();
        return before.isPresent() && before.get().equals(after(before.get()));
    }

    @Override
    public Optional<String> question() throws IOException {
        return before().map(
                        text ->
                                SettingsText.difference(text, after(text))
                                        + words.text("confirm.file", file));
    }

    @Override
    public void make() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, after(before().orElse(template)));
    }

    private String after(String text) {
        return SettingsText.with(text, values.get());
    }

    private Optional<String> before() throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
