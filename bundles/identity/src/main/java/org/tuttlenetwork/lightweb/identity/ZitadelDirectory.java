// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.identity.zitadel.Authorization;
import org.tuttlenetwork.lightweb.identity.zitadel.ProjectRole;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelUser;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The directory: the local view, and Zitadel where it does not know somebody. */
@Component(service = Directory.class)
public final class ZitadelDirectory implements Directory {
    private final Room room;
    private final Readings readings;

    @Activate
    public ZitadelDirectory(@Reference IdentityRoom identity) {
        this(identity.room());
    }

    ZitadelDirectory(Room room) {
        this.room = room;
        this.readings = new Readings(room);
    }

    @Override
    public Optional<Person> person(UserId user) {
        return room.database().read(t -> room.people().find(t, user));
    }

    @Override
    public List<Person> people(Collection<UserId> users) {
        return room.database().read(t -> room.people().find(t, users));
    }

    @Override
    public Set<RoleKey> roles(UserId user) {
        return room.database().read(t -> room.people().roles(t, user));
    }

    @Override
    public Map<UserId, Set<RoleKey>> holders(String prefix) {
        return room.database().read(t -> room.people().holders(t, prefix));
    }

    @Override
    public Map<UserId, Set<RoleKey>> holders(Transaction transaction, String prefix) {
        return room.people().holdersFor(transaction, prefix);
    }

    @Override
    public Optional<Person> findByLogin(String login) {
        Optional<Person> known = room.database().read(t -> room.people().byLogin(t, login));
        return known.isPresent() ? known : asked(login);
    }

    @Override
    public Optional<Person> findById(UserId user) {
        Optional<Person> known = person(user);
        if (known.isPresent()) {
            return known;
        }
        try {
            return learn(user);
        } catch (ZitadelException e) {
            room.pulse().failed(e);
            throw unavailable(e);
        }
    }

    private Optional<Person> asked(String login) {
        try {
            List<ZitadelUser> found = room.zitadel().usersByLogin(login).items();
            if (found.isEmpty() && login.contains("@")) {
                found = room.zitadel().usersByEmail(login).items();
            }
            // Two accounts with one address: which one is meant can't be said.
            if (found.size() != 1 || !found.getFirst().state().isUsable()) {
                return Optional.empty();
            }
            return learned(found.getFirst());
        } catch (ZitadelException e) {
            room.pulse().failed(e);
            throw unavailable(e);
        }
    }

    /**
     * Makes somebody known here, with their grants, if Zitadel knows them.
     *
     * @throws ZitadelException if it does not answer
     */
    Optional<Person> learn(UserId user) {
        Optional<ZitadelUser> found = room.zitadel().user(user);
        room.pulse().answered();
        return found.flatMap(this::learned);
    }

    private Optional<Person> learned(ZitadelUser user) {
        List<Authorization> grants = room.zitadel().authorizationsOf(user.id()).items();
        Set<String> missing = new HashSet<>();
        grants.forEach(grant -> missing.addAll(grant.roles()));
        missing.removeAll(room.database().read(room.roles()::present));
        List<ProjectRole> roles =
                missing.isEmpty() ? List.of() : room.zitadel().projectRoles().items();
        return room.database()
                .write(
                        transaction -> {
                            readings.store(transaction, grants, List.of(user), roles);
                            return room.people().find(transaction, user.id());
                        });
    }

    @Override
    public boolean isInUse(Collection<RoleKey> roles) {
        try {
            return roles.stream().map(RoleKey::value).anyMatch(this::isInUse);
        } catch (ZitadelException e) {
            room.pulse().failed(e);
            throw unavailable(e);
        }
    }

    private boolean isInUse(String role) {
        return room.zitadel().hasProjectRole(role) || room.zitadel().isGranted(role);
    }

    private static LightWebException unavailable(ZitadelException e) {
        return new LightWebException(
                ProblemType.UNAVAILABLE,
                "Nothing was changed: Zitadel must be asked first and does not answer. Try again"
                        + " in a moment.",
                e);
    }
}
