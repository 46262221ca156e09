// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** One question at a time, each with an explanation and, where there is one, a usual answer. */
public final class Questions {
    private final Asker asker;
    private final PrintStream out;
    private final Words words;
    private final boolean yes;

    /**
     * @param yes whether every consent is given beforehand
     */
    public Questions(Asker asker, PrintStream out, Words words, boolean yes) {
        this.asker = asker;
        this.out = out;
        this.words = words;
        this.yes = yes;
    }

    /**
     * Asks for a value unless the option gave it.
     *
     * @param option as it is called, for who scripts this
     * @param given its value; null where it was not given
     * @param explained the question, and why it is asked
     * @param usual what no answer means; null where there must be one
     * @throws SetupRefused where nobody can be asked, or nothing was answered
     */
    public String value(
            String option, @Nullable String given, String explained, @Nullable String usual)
            throws SetupRefused {
        if (given != null) {
            return given.strip();
        }
        String shown = usual == null || usual.isEmpty() ? "" : " [" + usual + "]";
        String answer =
                asker.ask("\n" + explained + shown + "\n> ")
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .orElse(usual == null ? "" : usual);
        if (answer.isEmpty() && usual == null) {
            throw new SetupRefused(words.text("refused.option", option));
        }
        return answer;
    }

    /** Whether somebody says yes; where nobody can be asked, it is no. */
    public boolean consent(String question) {
        if (yes) {
            out.println(question + " " + words.text("confirm.given"));
            return true;
        }
        Optional<String> answer = asker.ask(question + " " + words.text("confirm.hint") + " ");
        if (answer.isEmpty()) {
            out.println(question + " " + words.text("confirm.nobody"));
        }
        String said = answer.orElse("").strip().toLowerCase(Locale.ROOT);
        return said.matches("y|yes|o|oui");
    }
}
