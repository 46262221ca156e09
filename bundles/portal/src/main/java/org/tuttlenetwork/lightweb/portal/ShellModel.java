// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import org.tuttlenetwork.lightweb.api.portal.Appearance;
import org.tuttlenetwork.lightweb.api.portal.Messages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the layout shows.
 *
 * @param title the page's title
 * @param messages the shell's texts in the viewer's language
 * @param path the page's path
 * @param appearance which colours were chosen
 * @param displayName who looks; empty where nobody is logged in
 * @param entries the navigation
 * @param demo whether this is the demo
 * @param door whether it is shown to who comes from outside: without ways to other pages
 * @param styles where the style sheet lies
 * @param script where the comfort lies that a script adds
 */
public record ShellModel(
        String title,
        Messages messages,
        String path,
        Appearance appearance,
        String displayName,
        List<Entry> entries,
        boolean demo,
        boolean door,
        String styles,
        String script) {
    public ShellModel {
        entries = List.copyOf(entries);
    }

    public String language() {
        return messages.locale().getLanguage();
    }

    /** The word of the appearance that was chosen. */
    public String chosenAppearance() {
        return appearance.name().toLowerCase(Locale.ROOT);
    }

    /** The words of all appearances, in the order of their buttons. */
    public List<String> appearances() {
        return Arrays.stream(Appearance.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    public String otherLanguage() {
        return language().equals("fr") ? "en" : "fr";
    }

    public String otherLanguageName() {
        return language().equals("fr") ? "English" : "Français";
    }

    /** Where the house's name leads. */
    public String home() {
        return door ? "/join" : "/";
    }

    public boolean isLoggedIn() {
        return !displayName.isEmpty();
    }

    public String text(String key) {
        return messages.text(key);
    }

    /**
     * An entry of the navigation.
     *
     * @param current whether this page belongs to it
     */
    public record Entry(String path, String label, String iconPath, boolean current) {}
}
