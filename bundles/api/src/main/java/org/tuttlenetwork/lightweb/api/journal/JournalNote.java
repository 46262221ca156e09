// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.journal;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a feature writes into the journal, in the transaction that changes something. It stays for
 * good, so it names people by id only and holds no secrets, no addresses and no names of theirs.
 *
 * <pre>{@code
 * transaction.journal(
 *         JournalNote.by(actor, requestId, "island.member.added", "user:" + member)
 *                 .within("island:" + island)
 *                 .withAfter("{\"role\":\"member\"}"));
 * }</pre>
 *
 * @param scope whose it is: {@link #SYSTEM} for the whole system, which administrators read, or
 *     what its own people read, such as {@code island:<uuid>}; at most 80 characters
 * @param actor who did it; empty where nobody did, but the system itself
 * @param action what was done, in lower case with dots, such as {@code island.member.added}; at
 *     most 80 characters
 * @param object what it was done to, kind and id, such as {@code user:<id>} or {@code
 *     invitation:<uuid>}; at most 220 visible ASCII characters, which takes every user id
 * @param before how it was, a JSON object of at most 4000 characters; empty where that says nothing
 * @param after how it is now, likewise
 * @param requestId the request that asked, for the logs; {@link #NO_REQUEST} where none did; at
 *     most 80 visible ASCII characters
 */
public record JournalNote(
        String scope,
        Optional<UserId> actor,
        String action,
        String object,
        Optional<String> before,
        Optional<String> after,
        String requestId) {
    /** The scope of the whole system. */
    public static final String SYSTEM = "";

    /** The request id of what no request asked for. */
    public static final String NO_REQUEST = "none";

    private static final String PERSON = "user:";
    private static final int MOST_JSON = 4000;
    private static final int MOST_SHORT = 80;
    private static final int MOST_OBJECT = 220;
    private static final Pattern SCOPE = Pattern.compile("[a-z]+:[A-Za-z0-9-]+");
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");
    private static final Pattern OBJECT = Pattern.compile("[a-z][a-z0-9-]*:[!-~]+");
    private static final Pattern REQUEST = Pattern.compile("[!-~]+");

    /**
     * @throws IllegalArgumentException if a component has another form; whether {@code before} and
     *     {@code after} are JSON is seen when they are written
     */
    public JournalNote {
        requireScope(scope);
        require(ACTION, action, MOST_SHORT, "An action has dots and lower case, not ");
        require(OBJECT, object, MOST_OBJECT, "An object is a kind and an id, not ");
        require(REQUEST, requestId, MOST_SHORT, "Not a request id: ");
        before.ifPresent(JournalNote::requireObject);
        after.ifPresent(JournalNote::requireObject);
    }

    /**
     * Of the whole system, done by somebody.
     *
     * @param requestId the request that asked
     */
    public static JournalNote by(UserId actor, String requestId, String action, String object) {
        return new JournalNote(
                SYSTEM,
                Optional.of(actor),
                action,
                object,
                Optional.empty(),
                Optional.empty(),
                requestId);
    }

    /** Of the whole system, done by itself, without a request. */
    public static JournalNote bySystem(String action, String object) {
        return new JournalNote(
                SYSTEM,
                Optional.empty(),
                action,
                object,
                Optional.empty(),
                Optional.empty(),
                NO_REQUEST);
    }

    /** A person as an object: {@code user:} and the id. */
    public static String object(UserId person) {
        return PERSON + person;
    }

    /** The person to whom it was done; empty where it was done to something else. */
    public Optional<UserId> person() {
        return object.startsWith(PERSON)
                ? UserId.parse(object.substring(PERSON.length()))
                : Optional.empty();
    }

    /** The same in another scope. */
    public JournalNote within(String other) {
        return new JournalNote(other, actor, action, object, before, after, requestId);
    }

    /**
     * The same with how it was.
     *
     * @param json a JSON object
     */
    public JournalNote withBefore(String json) {
        return new JournalNote(scope, actor, action, object, Optional.of(json), after, requestId);
    }

    /**
     * The same with how it is now.
     *
     * @param json a JSON object
     */
    public JournalNote withAfter(String json) {
        return new JournalNote(scope, actor, action, object, before, Optional.of(json), requestId);
    }

    static void requireScope(String scope) {
        if (!scope.equals(SYSTEM)) {
            require(SCOPE, scope, MOST_SHORT, "A scope is a kind and an id, not ");
        }
    }

    private static void require(Pattern form, String text, int most, String otherwise) {
        if (text.length() > most || !form.matcher(text).matches()) {
            throw new IllegalArgumentException(otherwise + text);
        }
    }

    private static void requireObject(String json) {
        if (json.length() > MOST_JSON || !json.startsWith("{") || !json.endsWith("}")) {
            throw new IllegalArgumentException(
                    "Before and after are JSON objects of at most " + MOST_JSON + " characters");
        }
    }
}
