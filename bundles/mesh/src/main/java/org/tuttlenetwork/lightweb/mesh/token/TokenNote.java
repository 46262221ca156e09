// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;

/**
 * Something to know of a token.
 *
 * @param kind what it is
 * @param detail the role, the reason or the time that it is about; may be empty
 */
public record TokenNote(Kind kind, String detail) {
    /** What there is to know. */
    public enum Kind {
        /** It is a person's, so its end cannot be seen nor put off. */
        NO_SERVICE_USER(Weight.PERSON),
        WRONG_ROLE(Weight.PERSON),
        MORE_THAN_NEEDED(Weight.WARNING),
        /** Its service user has other tokens, which are not told apart for certain. */
        UNCERTAIN(Weight.REMARK),
        ENDS_SOON(Weight.PERSON),
        ROTATION_FAILED(Weight.WARNING),
        /** What is told of it is from before. */
        NOT_SEEN(Weight.WARNING),
        /** The one that was made is refused, and the configured one used. */
        REFUSED(Weight.WARNING),
        /** The configured one is left to its end. */
        CONFIGURED_STAYS(Weight.REMARK);

        private final Weight weight;

        Kind(Weight weight) {
            this.weight = weight;
        }
    }

    private enum Weight {
        REMARK,
        WARNING,
        PERSON
    }

    /** Whether the mesh is not well until a person has seen to it. */
    public boolean needsAPerson() {
        return kind.weight == Weight.PERSON;
    }

    boolean isWarning() {
        return kind.weight != Weight.REMARK;
    }

    /** It, and what to do, in words. */
    public String words(TokenRole role) {
        String token = "NetBird's " + role.label() + " token (" + role.key() + ")";
        String renew =
                " Make one for a service user with role "
                        + role.needed()
                        + " in NetBird and put it into etc/secrets.";
        return switch (kind) {
            case NO_SERVICE_USER -> token + " is not a service user's." + renew;
            case WRONG_ROLE ->
                    token
                            + " is of a service user with role "
                            + detail
                            + "; it needs "
                            + role.needed()
                            + ". Give it that role in NetBird.";
            case MORE_THAN_NEEDED ->
                    token
                            + " is of a service user with role "
                            + detail
                            + ", which may more than is needed: "
                            + role.needed()
                            + " is enough.";
            case UNCERTAIN ->
                    token
                            + " is one of several tokens of its service user: the end of one that"
                            + " was used last is told. Delete the others in NetBird.";
            case ENDS_SOON ->
                    token + " ends at " + detail + " and is not replaced by itself." + renew;
            case ROTATION_FAILED -> token + " could not be replaced: " + detail;
            case NOT_SEEN -> token + " could not be looked at: " + detail;
            case REFUSED ->
                    token
                            + ": NetBird does not take the one that this network made for itself;"
                            + " the one in etc/ is used.";
            case CONFIGURED_STAYS ->
                    token
                            + " was replaced by one that this network made. The one in etc/ is left"
                            + " to its end"
                            + (detail.isEmpty() ? "." : ", " + detail + ".");
        };
    }
}
