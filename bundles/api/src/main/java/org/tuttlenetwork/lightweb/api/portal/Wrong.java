// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was wrong with what somebody sent by a form, in their language: for the page that shows the
 * form again, with what was typed. The words come from the room: its text {@code because.…} for the
 * reason, {@code field.…} for a field of the input.
 *
 * @param sentence what stands above the form: what happened, and whether anything changed; empty
 *     where nothing is wrong
 * @param fields the form's field → what is wrong with it
 * @param requestId for whoever helps
 */
public record Wrong(String sentence, Map<String, String> fields, String requestId) {
    /** Nothing is wrong. */
    public static final Wrong NOTHING = new Wrong("", Map.of(), "");

    public Wrong {
        fields = Map.copyOf(fields);
    }

    /**
     * @param viewer who sent it
     * @param room the room's texts
     * @param places a field of the input, or a reason → the form's field that it is shown at
     */
    public static Wrong of(
            LightWebException problem, Viewer viewer, Messages room, Map<String, String> places) {
        Optional<String> because =
                problem.reason()
                        .flatMap(
                                reason ->
                                        room.find(
                                                "because." + reason.key(),
                                                reason.arguments().toArray()));
        Messages common = Messages.of(Wrong.class, room.locale());
        Map<String, String> fields = new HashMap<>();
        for (FieldProblem field : problem.fields()) {
            String words =
                    because.filter(_ -> problem.fields().size() == 1)
                            .or(() -> room.find("field." + field.field()))
                            .orElseGet(() -> common.text("field"));
            fields.put(places.getOrDefault(field.field(), field.field()), words);
        }
        if (fields.isEmpty() && because.isPresent()) {
            problem.reason()
                    .map(reason -> places.get(reason.key()))
                    .ifPresent(place -> fields.put(place, because.get()));
        }
        return new Wrong(
                sentence(problem, because, !fields.isEmpty(), common), fields, viewer.requestId());
    }

    private static String sentence(
            LightWebException problem, Optional<String> because, boolean marked, Messages common) {
        if (marked) {
            return common.text("marked");
        }
        return because.map(why -> why + " " + ProblemWords.outcome(problem.type(), common.locale()))
                .orElseGet(
                        () ->
                                ProblemWords.title(problem.type(), common.locale())
                                        + ". "
                                        + ProblemWords.advice(problem.type(), common.locale()));
    }

    /**
     * HTML for above the form: what happened, and the request id, small. Has the focus unless a
     * field has it; empty where nothing is wrong.
     */
    public String markup(Locale locale) {
        if (!any()) {
            return "";
        }
        return "<div class=\"wrong-box\" role=\"alert\" tabindex=\"-1\""
                + (fields.isEmpty() ? " autofocus" : "")
                + "><p>"
                + escaped(sentence)
                + "</p><p class=\"quiet small\">"
                + ProblemWords.request(locale)
                + " <code class=\"copy\">"
                + escaped(requestId)
                + "</code></p></div>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Whether anything is wrong. */
    public boolean any() {
        return !sentence.isEmpty();
    }

    /** Whether a field is wrong. */
    public boolean isAt(String field) {
        return fields.containsKey(field);
    }

    /** What is wrong with a field; empty where nothing is. */
    public String at(String field) {
        return fields.getOrDefault(field, "");
    }
}
