// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.identity.token.Introspection;
import org.tuttlenetwork.lightweb.identity.token.IssuerKeys;
import org.tuttlenetwork.lightweb.identity.token.JwtVerifier;
import org.tuttlenetwork.lightweb.identity.zitadel.Issuer;
import org.tuttlenetwork.lightweb.identity.zitadel.ServiceKey;
import org.tuttlenetwork.lightweb.identity.zitadel.ServiceToken;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelClient;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelEvent;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelHttp;

import java.time.Clock;
import java.util.Optional;

/** Puts the room together from its configuration, and keeps its workers going. */
@Component(service = IdentityRoom.class, configurationPid = "lightweb.identity")
@Designate(ocd = IdentityConfig.class)
public final class IdentityRoom {
    private final ZitadelHttp http;
    private final Room room;
    private final JwtVerifier jwts;
    private final Introspection introspection;
    private final Events events;
    private final Inbox inbox;
    private final EventPoller poller;
    private final Reconciler reconciler;
    private final HeldRevocations held;
    private final SignedTarget webhook;
    private final SignedTarget claims;
    private final WakefulLoop intents;
    private final WakefulLoop dirty;
    private final WakefulLoop full;

    @Activate
    public IdentityRoom(
            IdentityConfig config, @Reference Database database, @Reference RestoreBrake brake) {
        this(Settings.of(config), database, brake, Clock.systemUTC());
        // What was left open by the last run, and what changed meanwhile.
        intents.wake();
        dirty.wake();
        full.wake();
    }

    IdentityRoom(Settings settings, Database database, RestoreBrake brake, Clock clock) {
        Settings.Zitadel at = settings.zitadel();
        ServiceKey key = ServiceKey.read(at.keyFile());
        http = new ZitadelHttp(settings.pace().timeout());
        Issuer issuer = new Issuer(http, at.issuer());
        ServiceToken token = new ServiceToken(http, issuer, key, clock);
        ZitadelClient client =
                new ZitadelClient(http, issuer, token, at.projectId(), at.organizationId());
        RestoredRoles restored = new RestoredRoles(brake);
        restored.join();
        room = new Room(database, client, settings, new Pulse(), restored, clock);
        jwts =
                new JwtVerifier(
                        new IssuerKeys(http, issuer, clock),
                        at.issuer(),
                        settings.audiences(),
                        clock);
        introspection =
                new Introspection(
                        http,
                        issuer,
                        settings.api().id(),
                        settings.api().secret(),
                        settings.audiences(),
                        clock);
        webhook = new SignedTarget(settings.signingKeys().webhook(), clock);
        claims = new SignedTarget(settings.signingKeys().claims(), clock);
        events = new Events(room);
        poller = new EventPoller(room, events);
        reconciler = new Reconciler(room);
        held = new HeldRevocations(room, reconciler);
        IntentWorker worker = new IntentWorker(room);
        DirtyReader reader = new DirtyReader(room);
        intents = new WakefulLoop("identity-intents", worker::run, clock);
        dirty = new WakefulLoop("identity-readings", reader::run, clock);
        full =
                new WakefulLoop(
                        "identity-reconcile",
                        () -> {
                            reconciler.run();
                            intents.wake();
                            return Optional.empty();
                        },
                        clock);
        inbox = new Inbox(events::takesAway, this::apply, full::wake);
    }

    @Deactivate
    void close() {
        inbox.close();
        full.close();
        dirty.close();
        intents.close();
        http.close();
    }

    /** Where Zitadel is, and what is ours there. */
    public Settings.Zitadel zitadel() {
        return room.settings().zitadel();
    }

    Room room() {
        return room;
    }

    JwtVerifier jwts() {
        return jwts;
    }

    Introspection introspection() {
        return introspection;
    }

    /** Revocations that wait for a person. */
    public HeldRevocations held() {
        return held;
    }

    /** Does what is due now; soon, on another thread. */
    void wakeIntents() {
        intents.wake();
    }

    /** Where Zitadel tells of events. */
    public SignedTarget webhook() {
        return webhook;
    }

    /** Where Zitadel asks for claims. */
    public SignedTarget claims() {
        return claims;
    }

    /**
     * Takes an event whose sender was verified; it is applied soon, on another thread.
     *
     * @throws LightWebException UNAVAILABLE where too many wait
     */
    public void accept(ZitadelEvent event) {
        inbox.add(event);
    }

    /** Applies an event now. */
    void apply(ZitadelEvent event) {
        if (events.apply(event)) {
            full.wake();
        }
        wakeReaders();
    }

    /** Polls the event store once. */
    void poll() {
        if (poller.run()) {
            full.wake();
        }
        wakeReaders();
    }

    /** Reads everything once. */
    void reconcile() {
        reconciler.run();
        wakeReaders();
    }

    private void wakeReaders() {
        dirty.wake();
        intents.wake();
    }
}
