// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.feed.Derived;
import org.tuttlenetwork.lightweb.api.feed.DerivedValues;
import org.tuttlenetwork.lightweb.api.identity.Authenticator;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.token.JwtVerifier;
import org.tuttlenetwork.lightweb.identity.token.Verdict;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;

import java.util.Optional;
import java.util.Set;

/**
 * Who a token stands for: the token says who it is, the local view says what they may do (DECISIONS
 * 1.6).
 */
@Component(service = Authenticator.class)
public final class AccessTokens implements Authenticator {
    private static final int LONGEST = 16 * 1024;

    private final IdentityRoom identity;
    private final ZitadelDirectory directory;
    private final Derived<UserId, Standing> standings;

    @Activate
    public AccessTokens(@Reference IdentityRoom identity, @Reference DerivedValues derived) {
        this.identity = identity;
        this.directory = new ZitadelDirectory(identity);
        this.standings = derived.derive(Set.of(Directory.MEMBERSHIP_TOPIC), this::local);
    }

    @Override
    public Authentication authenticate(String token) {
        if (token.length() > LONGEST) {
            return new Refused("The token is too long");
        }
        Verdict verdict =
                JwtVerifier.isJwt(token)
                        ? identity.jwts().verify(token)
                        : identity.introspection().verify(token);
        return switch (verdict) {
            case Verdict.Bad bad -> new Refused(bad.why());
            case Verdict.Unknown unknown -> new Undecided(unknown.why());
            case Verdict.Good good -> standing(good.subject());
        };
    }

    private record Standing(Optional<Person> person, Set<RoleKey> roles) {}

    private Authentication standing(UserId user) {
        Standing standing = standings.of(user);
        if (standing.person.isEmpty()) {
            try {
                if (directory.learn(user).isEmpty()) {
                    return new Refused("The user of this token does not exist");
                }
            } catch (ZitadelException e) {
                identity.room().pulse().failed(e);
                return new Undecided("Zitadel cannot be asked about this user now");
            }
            standing = local(user);
        }
        return standing.person.filter(Person::active).isPresent()
                ? new Authenticated(new Caller(user, standing.roles))
                : new Refused("The user of this token is locked or deactivated");
    }

    private Standing local(UserId user) {
        Room room = identity.room();
        return room.database()
                .read(
                        transaction ->
                                new Standing(
                                        room.people().find(transaction, user),
                                        room.people().roles(transaction, user)));
    }
}
