// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many people, roles and authorizations in one command: each command copies the whole directory, so
 * thousands one by one would take minutes.
 */
public final class ImportCommand {
    private final Store store;

    public ImportCommand(Store store) {
        this.store = store;
    }

    /** With the same events as one by one. */
    public void run(String editor, List<String> roleKeys, List<Newcomer> newcomers) {
        store.change(
                editor,
                change -> {
                    Directory old = change.directory();
                    Map<String, ProjectRole> roles = new HashMap<>(old.roles());
                    Map<String, User> users = new HashMap<>(old.users());
                    Map<String, Grant> grants = new HashMap<>(old.grants());
                    for (String key : roleKeys) {
                        roles.put(key, RoleCommands.added(change, key, key, ""));
                    }
                    for (Newcomer newcomer : newcomers) {
                        users.put(newcomer.userId(), user(change, newcomer));
                        if (!newcomer.roleKeys().isEmpty()) {
                            Grant grant =
                                    GrantCommands.added(
                                            change,
                                            newcomer.userId(),
                                            DemoIds.ORGANIZATION,
                                            newcomer.roleKeys());
                            grants.put(grant.id(), grant);
                        }
                    }
                    change.directory(new Directory(users, grants, roles));
                    return Boolean.TRUE;
                });
    }

    private static User user(Store.Change change, Newcomer newcomer) {
        return UserCommands.added(
                change, newcomer.userId(), newcomer.userName(), newcomer.profile());
    }
}
