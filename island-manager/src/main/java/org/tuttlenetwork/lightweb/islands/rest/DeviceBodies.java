// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.islands.IslandDevice;
import org.tuttlenetwork.lightweb.islands.IslandNames;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService.Linked;
import org.tuttlenetwork.lightweb.islands.devices.DeviceService.Shown;
import org.tuttlenetwork.lightweb.islands.devices.DeviceWish;
import org.tuttlenetwork.lightweb.islands.devices.KeyExchange.Welcome;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What devices without a login look like on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface DeviceBodies {
    /**
     * A device to bring.
     *
     * @param name 1 to 80 characters
     * @param endsAt when it leaves by itself: an hour to a year from now
     * @param linkMinutes how long its link can be exchanged: 10 to 10080; 60 unless said otherwise
     */
    record NewDevice(@Nullable String name, @Nullable Instant endsAt, @Nullable Long linkMinutes) {
        DeviceWish wish() {
            return new DeviceWish(
                    IslandResource.required("name", name),
                    IslandResource.present("endsAt", endsAt),
                    link(linkMinutes));
        }
    }

    /**
     * Another link.
     *
     * @param linkMinutes 10 to 10080; 60 unless said otherwise
     */
    record NewLink(@Nullable Long linkMinutes) {
        Duration lifetime() {
            return link(linkMinutes);
        }
    }

    private static Duration link(@Nullable Long minutes) {
        return minutes == null
                ? DeviceWish.USUAL_LINK
                : Duration.ofMinutes(Math.clamp(minutes, 0, Integer.MAX_VALUE));
    }

    /** How far a device is. */
    enum State {
        /** Its link waits to be exchanged. */
        LINKED,
        /** Its link was exchanged for a setup key; it has not come. */
        KEYED,
        /** Its link is over and was not used: make another. */
        EXPIRED,
        /** It is in the mesh. */
        CAME
    }

    /**
     * A device.
     *
     * @param sponsor the user id of who answers for it
     * @param connected whether NetBird sees it now; absent where it has not come
     * @param link where its setup key is had, once; in the answer that makes it and nowhere else
     * @param secret what the link holds; as the link
     */
    record DeviceView(
            UUID id,
            String name,
            String sponsor,
            Instant addedAt,
            Instant endsAt,
            State state,
            Instant linkUntil,
            @Nullable Boolean connected,
            @Nullable URI link,
            @Nullable String secret) {
        static DeviceView of(Shown shown, Instant now) {
            return new DeviceView(
                    shown.device().id(),
                    shown.device().name(),
                    shown.device().sponsor().value(),
                    shown.device().addedAt(),
                    shown.device().until(),
                    shown.there().isPresent() ? State.CAME : state(shown.device(), now),
                    shown.device().linkUntil(),
                    shown.there().map(MeshDevice::connected).orElse(null),
                    null,
                    null);
        }

        static DeviceView of(Linked linked, URI link, Instant now) {
            IslandDevice device = linked.device();
            return new DeviceView(
                    device.id(),
                    device.name(),
                    device.sponsor().value(),
                    device.addedAt(),
                    device.until(),
                    state(device, now),
                    device.linkUntil(),
                    null,
                    link,
                    linked.secret());
        }

        private static State state(IslandDevice device, Instant now) {
            if (device.exchangedAt().isPresent()) {
                return State.KEYED;
            }
            return device.isOpen(now) ? State.LINKED : State.EXPIRED;
        }
    }

    /**
     * What a device's link is to.
     *
     * @param sponsor the name of who answers for the device
     */
    record WelcomeView(
            String island, String device, String sponsor, Instant endsAt, Instant linkUntil) {
        static WelcomeView of(Welcome welcome) {
            return new WelcomeView(
                    welcome.island().name(),
                    welcome.device().name(),
                    welcome.sponsor(),
                    welcome.device().until(),
                    welcome.device().linkUntil());
        }
    }

    /**
     * A one-off setup key of NetBird.
     *
     * @param setupKey in this answer and nowhere else
     * @param managementUrl where the device takes it
     */
    record KeyView(String setupKey, URI managementUrl, Instant expires) {
        static KeyView of(DeviceKey key) {
            return new KeyView(key.key(), key.server(), key.expires());
        }
    }

    /**
     * The names of an island.
     *
     * @param domain its zone; absent where islands have no names
     * @param devices whether members' devices have names in it
     */
    record NamesView(@Nullable String domain, boolean devices) {
        static NamesView of(IslandNames names) {
            return new NamesView(names.domain().isEmpty() ? null : names.domain(), names.devices());
        }
    }

    /** Whether members' devices are to have names. */
    record NewNames(@Nullable Boolean devices) {}
}
