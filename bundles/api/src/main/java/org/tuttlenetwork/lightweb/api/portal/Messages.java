// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * The texts of a bundle in one language: {@code messages.properties} (English) and {@code
 * messages_fr.properties} beside the anchor class, in UTF-8. Values are {@link MessageFormat}
 * patterns where arguments are given.
 */
public final class Messages {
    /** French sets a space before two-part marks and inside quotes, at which no line may break. */
    private static final Pattern FRENCH_SPACE = Pattern.compile(" (?=[:;?!»])|(?<=«) ");

    private final ResourceBundle texts;
    private final Locale locale;

    private Messages(ResourceBundle texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    /**
     * @param anchor a class in the package of the properties files
     * @param locale any; languages other than French are answered in English
     * @throws MissingResourceException if the files are not there
     */
    public static Messages of(Class<?> anchor, Locale locale) {
        Locale known =
                Locale.FRENCH.getLanguage().equals(locale.getLanguage())
                        ? Locale.FRENCH
                        : Locale.ROOT;
        ResourceBundle texts =
                ResourceBundle.getBundle(
                        anchor.getPackageName() + ".messages",
                        known,
                        anchor.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        return new Messages(texts, known.equals(Locale.ROOT) ? Locale.ENGLISH : known);
    }

    /**
     * @throws MissingResourceException if there is no such key: a test finds that
     */
    public String text(String key, Object... arguments) {
        String written = texts.getString(key);
        String pattern =
                locale.equals(Locale.FRENCH)
                        ? FRENCH_SPACE.matcher(written).replaceAll("\u00a0")
                        : written;
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern, locale).format(arguments);
    }

    /** The text of a key; empty where there is none. */
    public Optional<String> find(String key, Object... arguments) {
        return texts.containsKey(key) ? Optional.of(text(key, arguments)) : Optional.empty();
    }

    public Locale locale() {
        return locale;
    }
}
