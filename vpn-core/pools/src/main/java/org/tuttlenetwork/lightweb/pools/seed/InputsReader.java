// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.seed;

import org.tuttlenetwork.lightweb.pools.Alliance;
import org.tuttlenetwork.lightweb.pools.Censorship;
import org.tuttlenetwork.lightweb.pools.Confidence;
import org.tuttlenetwork.lightweb.pools.CriminalRiskInputs;
import org.tuttlenetwork.lightweb.pools.CryptoInputs;
import org.tuttlenetwork.lightweb.pools.CryptoStatus;
import org.tuttlenetwork.lightweb.pools.CryptoTax;
import org.tuttlenetwork.lightweb.pools.DataProtection;
import org.tuttlenetwork.lightweb.pools.Inputs;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;
import org.tuttlenetwork.lightweb.pools.Outlook;
import org.tuttlenetwork.lightweb.pools.PrivacyInputs;
import org.tuttlenetwork.lightweb.pools.Provenance;
import org.tuttlenetwork.lightweb.pools.Retention;
import org.tuttlenetwork.lightweb.pools.VpnLaw;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one country's mapping. */
final class InputsReader {
    private static final Set<String> KEYS =
            Set.of(
                    "confidence",
                    "note",
                    "alliance",
                    "vpnLaw",
                    "privacy",
                    "criminalRisk",
                    "crypto",
                    "censorship",
                    "outlook",
                    "citations",
                    WeatherFiles.OVERLAY);
    private static final Set<String> PRIVACY_KEYS =
            Set.of(
                    "dataProtection",
                    "convention108",
                    "retentionMonths",
                    "retentionReachesVpn",
                    "fiwPoints",
                    "rsfPoints");

    private InputsReader() {}

    static Inputs read(JurisdictionCode code, Entry entry) {
        entry.only(KEYS);
        return new Inputs(
                code,
                entry.constant("alliance", Alliance.class),
                privacy(entry.entry("privacy").only(PRIVACY_KEYS)),
                criminalRisk(entry),
                crypto(entry.entry("crypto").only(Set.of("status", "tax"))),
                censorship(entry),
                provenance(entry),
                outlook(entry));
    }

    private static PrivacyInputs privacy(Entry entry) {
        Retention retention =
                entry.within(
                        "",
                        () ->
                                new Retention(
                                        entry.whole("retentionMonths"),
                                        entry.flag("retentionReachesVpn")));
        return entry.within(
                "",
                () ->
                        new PrivacyInputs(
                                entry.constant("dataProtection", DataProtection.class),
                                entry.flag("convention108"),
                                retention,
                                entry.decimal("fiwPoints"),
                                entry.decimal("rsfPoints")));
    }

    private static CriminalRiskInputs criminalRisk(Entry country) {
        Entry entry =
                country.entry("criminalRisk").only(Set.of("rsfLegalPoints", "rsfSafetyPoints"));
        return entry.within(
                "",
                () ->
                        new CriminalRiskInputs(
                                country.constant("vpnLaw", VpnLaw.class),
                                entry.decimal("rsfLegalPoints"),
                                entry.decimal("rsfSafetyPoints")));
    }

    private static CryptoInputs crypto(Entry entry) {
        return new CryptoInputs(
                entry.constant("status", CryptoStatus.class),
                entry.constant("tax", CryptoTax.class));
    }

    /** What the operator assessed takes the place of what is measured or imputed. */
    private static Censorship censorship(Entry country) {
        Censorship known = indexed(country.entry("censorship").only(Set.of("value", "imputed")));
        return country.has(WeatherFiles.OVERLAY)
                ? assessed(country.entry(WeatherFiles.OVERLAY))
                : known;
    }

    static Censorship assessed(Entry entry) {
        entry.only(Set.of("censorship", "citations"));
        return entry.within(
                "censorship",
                () ->
                        new Censorship.Assessed(
                                entry.decimal("censorship"), entry.links("citations")));
    }

    private static Censorship indexed(Entry entry) {
        boolean imputed = entry.has("imputed") && entry.flag("imputed");
        return entry.within(
                "value",
                () ->
                        imputed
                                ? new Censorship.Imputed(entry.decimal("value"))
                                : new Censorship.Measured(entry.decimal("value")));
    }

    private static Provenance provenance(Entry entry) {
        Map<String, List<URI>> citations = new LinkedHashMap<>();
        if (entry.has("citations")) {
            Entry cited = entry.entry("citations").only(Provenance.JUDGEMENTS);
            cited.node()
                    .fieldNames()
                    .forEachRemaining(input -> citations.put(input, cited.links(input)));
        }
        return new Provenance(
                entry.constant("confidence", Confidence.class),
                citations,
                entry.has("note") ? entry.text("note") : "");
    }

    private static Outlook outlook(Entry country) {
        if (!country.has("outlook")) {
            return Outlook.CLEAR;
        }
        Entry entry = country.entry("outlook").only(Set.of("level", "evidence", "citations"));
        return entry.within(
                "",
                () ->
                        new Outlook(
                                entry.constant("level", Outlook.Level.class),
                                entry.text("evidence"),
                                entry.links("citations")));
    }
}
