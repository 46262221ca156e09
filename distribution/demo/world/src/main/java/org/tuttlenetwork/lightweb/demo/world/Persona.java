// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.world;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Somebody in the demo. The id is Zitadel's user id, which NetBird uses too (the token's {@code
 * sub}).
 */
public enum Persona {
    ADA("ada", "300000000000000001", "Ada", "Lindqvist", Part.ADMINISTRATOR, "en"),
    OLIVIA("olivia", "300000000000000002", "Olivia", "Marchand", Part.OWNER, "fr"),
    OMAR("omar", "300000000000000003", "Omar", "Haddad", Part.OWNER, "en"),
    MIA("mia", "300000000000000004", "Mia", "Sørensen", Part.MEMBER, "en"),
    MALIK("malik", "300000000000000005", "Malik", "Diallo", Part.MEMBER, "fr"),
    MONA("mona", "300000000000000006", "Mona", "Petrescu", Part.MEMBER, "en"),
    MILAN("milan", "300000000000000007", "Milan", "Novák", Part.MEMBER, "en"),
    MAYA("maya", "300000000000000008", "Maya", "Okafor", Part.MEMBER, "en"),
    MAX("max", "300000000000000009", "Max", "Lefèvre", Part.MEMBER, "fr"),
    NORA("nora", "300000000000000010", "Nora", "Quist", Part.NOBODY, "en");

    /** The part that somebody plays in the demo. Only the administrator's comes with a role. */
    public enum Part {
        ADMINISTRATOR,
        OWNER,
        MEMBER,
        NOBODY
    }

    private final String login;
    private final String userId;
    private final String givenName;
    private final String familyName;
    private final Part part;
    private final String language;

    Persona(
            String login,
            String userId,
            String givenName,
            String familyName,
            Part part,
            String language) {
        this.login = login;
        this.userId = userId;
        this.givenName = givenName;
        this.familyName = familyName;
        this.part = part;
        this.language = language;
    }

    /** The name in {@code ./lightweb token <persona>}: lower-case ASCII letters. */
    public String login() {
        return login;
    }

    /** Zitadel's user id: 18 digits. */
    public String userId() {
        return userId;
    }

    public String givenName() {
        return givenName;
    }

    public String familyName() {
        return familyName;
    }

    public String displayName() {
        return givenName + " " + familyName;
    }

    public String email() {
        return login + "@demo.tuttle.test";
    }

    public Part part() {
        return part;
    }

    /** {@code en} or {@code fr}. */
    public String language() {
        return language;
    }

    /**
     * The mesh devices of this persona: owners and members have one or two, others none.
     *
     * @return host names, unique in the demo
     */
    public List<String> devices() {
        return switch (part) {
            case OWNER -> List.of(login + "-laptop", login + "-phone");
            case MEMBER -> List.of(login + "-phone");
            case ADMINISTRATOR -> List.of(login + "-laptop");
            case NOBODY -> List.of();
        };
    }

    /**
     * @param login a persona's login
     * @return the persona, or empty where there is none of that name
     */
    public static Optional<Persona> byLogin(String login) {
        return Arrays.stream(values()).filter(persona -> persona.login.equals(login)).findFirst();
    }

    /**
     * @param userId a Zitadel user id
     * @return the persona, or empty where there is none of that id
     */
    public static Optional<Persona> byUserId(String userId) {
        return Arrays.stream(values()).filter(persona -> persona.userId.equals(userId)).findFirst();
    }
}
