// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.mesh.netbird.ListedToken;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUser;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUserTokens;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenLife;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole.Fit;
import org.tuttlenetwork.lightweb.mesh.store.StoredToken;
import org.tuttlenetwork.lightweb.mesh.token.TokenNote.Kind;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whose a token is and when it ends, and has it replaced before. One thread. */
public final class TokenWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TokenWatch.class);

    private final TokenInUse inUse;
    private final ServiceUserTokens looking;
    private final TokenKeeper keeper;
    private final TokenRecords records;
    private final Rotation rotation;
    private final Clock clock;
    private Optional<Current> current = Optional.empty();
    private List<TokenNote> known = List.of();
    private volatile TokenView view;

    /**
     * @param looking calls of this role's
     * @param writing the same, which end where this host is not the writer any more
     * @param others the same with the administrator's token
     */
    public TokenWatch(
            TokenInUse inUse,
            ServiceUserTokens looking,
            ServiceUserTokens writing,
            ServiceUserTokens others,
            TokenRecords records,
            Rotation rotation,
            Clock clock) {
        this.inUse = inUse;
        this.looking = looking;
        this.keeper = new TokenKeeper(inUse, writing, others, records, rotation.days(), clock);
        this.records = records;
        this.rotation = rotation;
        this.clock = clock;
        this.view = TokenView.unseen(inUse.role());
    }

    /** What was seen last. */
    public TokenView view() {
        return view;
    }

    /**
     * Looks once.
     *
     * @param writes whether this host may make and delete tokens now
     * @throws NetbirdException if NetBird does not answer or refuses: what was seen before stays
     */
    public void look(boolean writes) throws NetbirdException {
        inUse.forgive();
        inUse.reload();
        Kind failing = Kind.NOT_SEEN;
        try {
            Optional<ServiceUser> owner = looking.owner();
            if (owner.isPresent()) {
                see(owner.get());
                if (writes) {
                    failing = Kind.ROTATION_FAILED;
                    write(owner.get());
                    see(owner.get());
                }
            } else {
                current = Optional.empty();
                known = List.of(new TokenNote(Kind.NO_SERVICE_USER, ""));
            }
            tell(Optional.empty());
        } catch (NetbirdException e) {
            tell(Optional.of(new TokenNote(failing, String.valueOf(e.getMessage()))));
            throw e;
        }
    }

    private void see(ServiceUser owner) throws NetbirdException {
        current = current(owner);
        known = notes(owner);
    }

    private void write(ServiceUser owner) throws NetbirdException {
        keeper.tidy(owner, looking.of(owner.id()));
        see(owner);
        boolean isRight = inUse.role().fit(owner.role()) != Fit.WRONG;
        if (isRight && current.isPresent() && isDue(current.get())) {
            keeper.rotate(owner, configuredEnds(current.get()));
        }
    }

    private boolean isDue(Current current) {
        return rotation.isDue(current.life(), clock.instant());
    }

    private Optional<Instant> configuredEnds(Current current) {
        return current.rotated()
                ? inUse.rotated().flatMap(one -> one.origin().configuredEnds())
                : Optional.of(current.life().ends());
    }

    /** The token that calls are made with, in NetBird's own list. */
    private Optional<Current> current(ServiceUser owner) throws NetbirdException {
        List<ListedToken> listed = looking.of(owner.id());
        Optional<StoredToken> rotated = inUse.rotated();
        if (rotated.isPresent()) {
            return listed.stream()
                    .filter(one -> WhichToken.is(rotated.get(), one))
                    .findFirst()
                    .map(one -> new Current(one.life(), true, true));
        }
        WhichToken which =
                WhichToken.configured(listed, records.all(inUse.role()), clock.instant());
        return which.token().map(one -> new Current(one.life(), false, which.certain()));
    }

    private List<TokenNote> notes(ServiceUser owner) {
        List<TokenNote> notes = new ArrayList<>();
        switch (inUse.role().fit(owner.role())) {
            case RIGHT -> {}
            case MORE_THAN_NEEDED -> notes.add(new TokenNote(Kind.MORE_THAN_NEEDED, owner.role()));
            case WRONG -> notes.add(new TokenNote(Kind.WRONG_ROLE, owner.role()));
        }
        inUse.refused().ifPresent(_ -> notes.add(new TokenNote(Kind.REFUSED, "")));
        inUse.rotated()
                .map(one -> one.origin().configuredEnds().map(Instant::toString).orElse(""))
                .ifPresent(end -> notes.add(new TokenNote(Kind.CONFIGURED_STAYS, end)));
        return notes;
    }

    /**
     * @param failure what failed in this look
     */
    private void tell(Optional<TokenNote> failure) {
        List<TokenNote> notes = new ArrayList<>(known);
        if (current.filter(one -> !one.certain()).isPresent()) {
            notes.add(new TokenNote(Kind.UNCERTAIN, ""));
        }
        failure.ifPresent(notes::add);
        Optional<TokenLife> life = current.map(Current::life);
        boolean failed = failure.filter(note -> note.kind() == Kind.ROTATION_FAILED).isPresent();
        life.filter(one -> rotation.needsAPerson(one, clock.instant(), failed))
                .ifPresent(one -> notes.add(new TokenNote(Kind.ENDS_SOON, one.ends().toString())));
        notes.stream()
                .filter(note -> note.isWarning() && !view.notes().contains(note))
                .forEach(note -> LOG.warn("{}", note.words(inUse.role())));
        view =
                new TokenView(
                        inUse.role(),
                        inUse.rotated().isPresent(),
                        life,
                        life.flatMap(rotation::due),
                        notes);
    }

    /**
     * The token in use.
     *
     * @param rotated whether a host made it; otherwise it is the configured one
     */
    private record Current(TokenLife life, boolean rotated, boolean certain) {}
}
