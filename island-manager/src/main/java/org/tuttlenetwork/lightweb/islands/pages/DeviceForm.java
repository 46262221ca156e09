// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import jakarta.ws.rs.FormParam;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.devices.DeviceWish;

import java.time.Duration;
import java.util.Objects;

/** What is typed to bring a device, as it was typed. */
public final class DeviceForm {
    @FormParam("name")
    private @Nullable String name;

    @FormParam("until")
    private @Nullable String until;

    @FormParam("lifetime")
    private @Nullable String lifetime;

    public String name() {
        return Objects.requireNonNullElse(name, "");
    }

    public String until() {
        return Objects.requireNonNullElse(until, "");
    }

    public String lifetime() {
        return Objects.requireNonNullElse(lifetime, "60");
    }

    /**
     * @throws LightWebException INVALID, naming the field
     */
    DeviceWish wish() {
        return new DeviceWish(
                name(),
                EndDate.parse("endsAt", until())
                        .orElseThrow(
                                () ->
                                        LightWebException.invalid(
                                                "endsAt", "an hour to a year from now")),
                duration(lifetime()));
    }

    static Duration duration(String minutes) {
        if (!minutes.strip().matches("[0-9]{1,6}")) {
            throw LightWebException.invalid("linkMinutes", "10 minutes to 7 days");
        }
        return Duration.ofMinutes(Integer.parseInt(minutes.strip()));
    }
}
