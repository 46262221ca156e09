// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import org.tuttlenetwork.lightweb.cli.doctor.HostChecks;

import java.net.URI;
import java.net.URISyntaxException;

/** A web address as somebody gave it. */
public final class Address {
    private Address() {}

    /**
     * The address without a slash at its end.
     *
     * @param option which one it is, for the message
     * @throws SetupRefused where it is none, has a path, or goes unencrypted to another machine
     */
    public static String of(String option, String given) throws SetupRefused {
        String address = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
        try {
            URI uri = new URI(address);
            boolean bare =
                    uri.getHost() != null
                            && uri.getRawPath().isEmpty()
                            && uri.getRawQuery() == null
                            && uri.getRawUserInfo() == null;
            boolean safe = "https".equals(uri.getScheme()) || HostChecks.isDemo(address);
            if (bare && safe) {
                return address;
            }
        } catch (URISyntaxException _) {
            throw refused(option, given);
        }
        throw refused(option, given);
    }

    private static SetupRefused refused(String option, String given) {
        return new SetupRefused(
                option
                        + " "
                        + given
                        + ": an https address without a path is needed, such as"
                        + " https://id.example.org. Nothing was changed.");
    }
}
