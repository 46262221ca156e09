// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether NetBird is as new as the one that the host is made for. */
public final class NetbirdVersionCheck implements Check {
    private static final int MAJOR = 0;
    private static final int MINOR = 77;
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\..*");

    private final Netbird netbird;

    /**
     * @param netbird as somebody who may call it
     */
    public NetbirdVersionCheck(Netbird netbird) {
        this.netbird = netbird;
    }

    @Override
    public String name() {
        return "netbird version";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        String version = netbird.version();
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return Verdict.warn(
                    "it says '" + version + "', which is no release",
                    "The host is made for 0.77 and newer.");
        }
        int major = Integer.parseInt(parts.group(1));
        boolean isNew = major > MAJOR || Integer.parseInt(parts.group(2)) >= MINOR;
        return isNew
                ? Verdict.ok(version)
                : Verdict.warn(
                        version + " is older than 0.77, for which the host is made",
                        "Update NetBird; calls that it lacks make the host say so.");
    }
}
