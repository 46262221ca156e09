// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.util.ArrayList;
import java.util.List;

/** Weighs one country against conditions. */
record Scale(Inputs inputs, Canary canary, Axes axes) {
    VpnLaw vpnLaw() {
        return inputs.criminalRisk().vpnLaw();
    }

    List<Reason> reasons(PoolRule rule, Climate climate, boolean held) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(new Reason.Weather(climate, rule.climates()));
        reasons.add(new Reason.Vpn(vpnLaw(), rule.vpnLaws()));
        reasons.add(new Reason.Membership(inputs.alliance(), rule.alliances()));
        reasons.add(new Reason.Crypto(inputs.crypto().status(), rule.cryptoStatuses()));
        reasons.add(new Reason.Warrant(canary, rule.canaries()));
        for (AxisLimit limit : rule.limits()) {
            reasons.add(check(limit, held));
        }
        return reasons;
    }

    Reason.Threshold check(AxisLimit limit, boolean held) {
        boolean imputed =
                limit.axis() == Axis.CENSORSHIP
                        && inputs.censorship() instanceof Censorship.Imputed;
        return limit.check(axes.on(limit.axis()), imputed, held && softens(limit.axis()));
    }

    /** A law against VPNs weighs through criminal risk, and what it decides acts at once. */
    private boolean softens(Axis axis) {
        return axis != Axis.CRIMINAL_RISK || vpnLaw() == VpnLaw.LEGAL;
    }
}
