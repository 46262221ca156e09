// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is known of a country's law: the input of the scores, never a score itself.
 *
 * @param jurisdiction the country
 * @param alliance its circle of intelligence sharing
 * @param privacy for privacy
 * @param criminalRisk for criminal risk
 * @param crypto for crypto friendliness
 * @param censorship its censorship
 * @param provenance where the judgements come from
 * @param outlook what is coming; changes no score
 */
public record Inputs(
        JurisdictionCode jurisdiction,
        Alliance alliance,
        PrivacyInputs privacy,
        CriminalRiskInputs criminalRisk,
        CryptoInputs crypto,
        Censorship censorship,
        Provenance provenance,
        Outlook outlook) {
    public Inputs {
        Objects.requireNonNull(jurisdiction);
    }

    /** The same with another value of censorship. */
    public Inputs withCensorship(Censorship other) {
        return new Inputs(
                jurisdiction, alliance, privacy, criminalRisk, crypto, other, provenance, outlook);
    }

    /** The inputs that are a judgement and that no source stands for yet. */
    public List<String> uncited() {
        List<String> uncited = new ArrayList<>(provenance.uncited());
        if (censorship instanceof Censorship.Assessed(_, var citations) && citations.isEmpty()) {
            uncited.add("censorship");
        }
        return List.copyOf(uncited);
    }

    /** The same with another law on VPNs. */
    public Inputs withVpnLaw(VpnLaw law) {
        CriminalRiskInputs changed =
                new CriminalRiskInputs(
                        law, criminalRisk.rsfLegalPoints(), criminalRisk.rsfSafetyPoints());
        return new Inputs(
                jurisdiction, alliance, privacy, changed, crypto, censorship, provenance, outlook);
    }
}
