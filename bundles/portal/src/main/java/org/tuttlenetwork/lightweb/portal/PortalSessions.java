// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.Sessions;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Portal sessions: opened by a login, ended by a logout, by time, or by the user being locked. */
@Component(
        service = {PortalSessions.class, Sessions.class, RecurringTask.class},
        configurationPid = "lightweb.portal",
        configurationPolicy = org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE)
@Designate(ocd = PortalConfig.class)
public final class PortalSessions implements Sessions, RecurringTask {
    private final Database database;
    private final Directory directory;
    private final Duration validity;
    private final Clock clock;
    private final SessionStore store = new SessionStore();

    @Activate
    public PortalSessions(
            PortalConfig config, @Reference Database database, @Reference Directory directory) {
        this(PortalSettings.of(config).session(), database, directory, Clock.systemUTC());
    }

    PortalSessions(Duration validity, Database database, Directory directory, Clock clock) {
        this.validity = validity;
        this.database = database;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public String cookieName(boolean https) {
        return https ? "__Host-lightweb" : "lightweb";
    }

    @Override
    public Optional<Session> find(String cookie) {
        return database.read(tx -> store.find(tx, cookie, clock.instant()))
                .filter(stored -> isActive(stored.user()))
                .map(
                        stored ->
                                new Session(
                                        new Caller(stored.user(), directory.roles(stored.user())),
                                        stored.displayName(),
                                        Optional.ofNullable(stored.language())
                                                .map(Locale::forLanguageTag)));
    }

    /** Whoever is locked has no sessions: being unlocked brings none back. */
    private boolean isActive(UserId user) {
        Optional<Person> person = directory.person(user);
        if (person.isPresent() && !person.get().active()) {
            endAll(user);
        }
        return person.isPresent() && person.get().active();
    }

    /** Ends all sessions of a user. */
    void endAll(UserId user) {
        database.write(
                tx -> {
                    store.endAll(tx, user);
                    return user;
                });
    }

    /** Opens a session and gives the value of its cookie. */
    String open(UserId user, String displayName) {
        String cookie = Tokens.random();
        database.write(
                tx -> {
                    store.open(tx, cookie, user, displayName, clock.instant().plus(validity));
                    return cookie;
                });
        return cookie;
    }

    void end(String cookie) {
        database.write(
                tx -> {
                    store.end(tx, cookie);
                    return cookie;
                });
    }

    void setLanguage(String cookie, String language) {
        database.write(
                tx -> {
                    store.setLanguage(tx, cookie, language);
                    return cookie;
                });
    }

    Duration validity() {
        return validity;
    }

    @Override
    public String name() {
        return "forget-expired-sessions";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        database.write(
                tx -> {
                    store.forgetExpired(tx, clock.instant());
                    return true;
                });
    }
}
