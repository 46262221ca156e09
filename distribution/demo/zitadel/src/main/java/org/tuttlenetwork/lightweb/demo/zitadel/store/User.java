// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A user of the organization.
 *
 * @param id 18 digits
 * @param userName unique in the organization
 * @param profile of a person, null for a machine
 * @param state whether the user may log in
 * @param memberships roles in Zitadel itself
 * @param stamp when changed
 */
public record User(
        String id,
        String userName,
        @Nullable Profile profile,
        UserState state,
        Set<Membership> memberships,
        Stamp stamp) {
    public User {
        memberships = Set.copyOf(memberships);
    }

    /**
     * What is known of a person.
     *
     * @param givenName not empty
     * @param familyName not empty
     * @param email verified
     * @param language {@code en} or {@code fr}
     */
    public record Profile(String givenName, String familyName, String email, String language) {
        @JsonIgnore
        public String displayName() {
            return givenName + " " + familyName;
        }
    }

    @JsonIgnore
    public String displayName() {
        return profile == null ? userName : profile.displayName();
    }

    /** The login name, with the organization's domain. */
    @JsonIgnore
    public String loginName() {
        return userName.contains("@") ? userName : userName + "@" + Organizations.DOMAIN;
    }

    @JsonIgnore
    public boolean isActive() {
        return state == UserState.ACTIVE;
    }

    @JsonIgnore
    public boolean isMachine() {
        return profile == null;
    }

    User with(UserState newState, Event event) {
        return new User(id, userName, profile, newState, memberships, stamp.after(event));
    }

    User with(Set<Membership> newMemberships) {
        return new User(id, userName, profile, state, newMemberships, stamp);
    }
}
