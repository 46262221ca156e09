// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Grant;
import org.tuttlenetwork.lightweb.demo.zitadel.store.GrantCommands;
import org.tuttlenetwork.lightweb.demo.zitadel.store.ImportCommand;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Membership;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Newcomer;
import org.tuttlenetwork.lightweb.demo.zitadel.store.ProjectRole;
import org.tuttlenetwork.lightweb.demo.zitadel.store.RoleCommands;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;
import org.tuttlenetwork.lightweb.demo.zitadel.store.UserCommands;
import org.tuttlenetwork.lightweb.demo.zitadel.store.UserCommands.Transition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Acts as an administrator (Ada) in Zitadel's own console: events and webhooks follow. */
public final class Console {
    /** The editor of what is done here. */
    public static final String EDITOR = Persona.ADA.userId();

    /** The role of administrators. */
    public static final String ADMINISTRATOR_ROLE = "lightweb:admin";

    private final Store store;
    private final GrantCommands grants;
    private final RoleCommands roles;
    private final UserCommands users;

    Console(Store store) {
        this.store = store;
        this.grants = new GrantCommands(store);
        this.roles = new RoleCommands(store);
        this.users = new UserCommands(store);
    }

    /** The instance as an administrator has set it up for the demo. */
    void setUp() {
        install();
        users.add(EDITOR, DemoIds.SERVICE_USER, "lightweb-host", null);
        setMemberships(
                DemoIds.SERVICE_USER,
                Set.of(
                        Membership.PROJECT_OWNER,
                        Membership.ORG_OWNER_VIEWER,
                        Membership.IAM_OWNER_VIEWER));
        addProjectRole(ADMINISTRATOR_ROLE, "Administrator of LightWeb");
        grantRole(Persona.ADA.userId(), ADMINISTRATOR_ROLE);
    }

    /** The people, Ada their instance's owner, and nothing of LightWeb. */
    void install() {
        for (Persona persona : Persona.values()) {
            addUser(
                    persona.userId(),
                    persona.login(),
                    new User.Profile(
                            persona.givenName(),
                            persona.familyName(),
                            persona.email(),
                            persona.language()));
        }
        setMemberships(EDITOR, Set.of(Membership.IAM_OWNER));
    }

    /** Adds a role to what a user has in the demo's organization. */
    public Grant grantRole(String userId, String roleKey) {
        return grantRole(userId, roleKey, DemoIds.ORGANIZATION);
    }

    /** Adds a role to what a user has from an organization. */
    public Grant grantRole(String userId, String roleKey, String organizationId) {
        Optional<Grant> grant = grantOf(userId, organizationId);
        if (grant.isEmpty()) {
            return grants.create(EDITOR, userId, organizationId, List.of(roleKey));
        }
        List<String> keys = new ArrayList<>(grant.get().roleKeys());
        if (!keys.contains(roleKey)) {
            keys.add(roleKey);
        }
        return grants.update(EDITOR, grant.get().id(), keys);
    }

    /** Takes a role from a user; the authorization goes with its last role. */
    public void removeRole(String userId, String roleKey) {
        for (Grant grant : store.current().grantsOf(userId)) {
            if (grant.roleKeys().contains(roleKey)) {
                List<String> left =
                        grant.roleKeys().stream().filter(key -> !key.equals(roleKey)).toList();
                if (left.isEmpty()) {
                    grants.delete(EDITOR, grant.id());
                } else {
                    grants.update(EDITOR, grant.id(), left);
                }
            }
        }
    }

    /** The roles that a user has from the demo's organization, as commands see them. */
    public List<String> rolesOf(String userId) {
        return grantOf(userId, DemoIds.ORGANIZATION).map(Grant::roleKeys).orElse(List.of());
    }

    /** The id of a user's grant from the demo's organization. */
    public Optional<String> grantId(String userId) {
        return grantOf(userId, DemoIds.ORGANIZATION).map(Grant::id);
    }

    private Optional<Grant> grantOf(String userId, String organizationId) {
        return store.current().grantsOf(userId).stream()
                .filter(grant -> grant.organizationId().equals(organizationId))
                .findFirst();
    }

    /** Activates or deactivates the user's authorization. */
    public void setGrantActive(String userId, boolean active) {
        grantOf(userId, DemoIds.ORGANIZATION)
                .ifPresent(grant -> grants.setActive(EDITOR, grant.id(), active));
    }

    public ProjectRole addProjectRole(String key, String displayName) {
        return roles.add(EDITOR, key, displayName, "");
    }

    public void removeProjectRole(String key) {
        roles.remove(EDITOR, key);
    }

    public void lock(String userId) {
        users.apply(EDITOR, userId, Transition.LOCK);
    }

    public void unlock(String userId) {
        users.apply(EDITOR, userId, Transition.UNLOCK);
    }

    public void deactivate(String userId) {
        users.apply(EDITOR, userId, Transition.DEACTIVATE);
    }

    public void reactivate(String userId) {
        users.apply(EDITOR, userId, Transition.REACTIVATE);
    }

    /**
     * Adds a person.
     *
     * @param id null for a new id
     */
    public User addUser(@Nullable String id, String userName, User.Profile profile) {
        return users.add(EDITOR, id, userName, profile);
    }

    /** Adds many people with their roles, and roles of the project, as one import does. */
    public void importAll(List<String> roleKeys, List<Newcomer> newcomers) {
        new ImportCommand(store).run(EDITOR, roleKeys, newcomers);
    }

    public void removeUser(String userId) {
        users.remove(EDITOR, userId);
    }

    /** Gives a user exactly these roles in Zitadel itself. */
    public void setMemberships(String userId, Set<Membership> memberships) {
        users.setMemberships(EDITOR, userId, memberships);
    }
}
