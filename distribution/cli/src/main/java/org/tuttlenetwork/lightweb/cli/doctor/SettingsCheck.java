// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Etc;

/** Whether the files of etc/ are there, can be understood, and agree. */
final class SettingsCheck implements Check {
    private final Etc etc;

    SettingsCheck(Etc etc) {
        this.etc = etc;
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public Verdict look() {
        if (!etc.problems().isEmpty()) {
            return Verdict.fail(
                    String.join("; ", etc.problems()),
                    "lightweb setup writes these files; LIGHTWEB_ETC names another folder.");
        }
        String issuer = etc.get("lightweb.identity", "issuer");
        String portal = etc.get("lightweb.portal", "issuer");
        if (!issuer.equals(portal)) {
            return Verdict.fail(
                    "the portal's issuer is " + portal + ", that of identity " + issuer,
                    "Write the same in lightweb.portal.cfg and lightweb.identity.cfg.");
        }
        return Verdict.ok("all are in " + etc.folder());
    }
}
