// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import java.util.Map;
import java.util.Set;

/** What may break a rule of {@link ArrowsTest} or {@link SourceRulesTest}, each with its reason. */
final class Exceptions {
    private Exceptions() {}

    private static final String TUTTLE = Modules.BASE;

    /** Modules that are programs or plain libraries, outside the framework. */
    static final Set<String> PROGRAMS =
            Set.of("vpn-core/client", "vpn-core/agent", "vpn-core/signer");

    static final Set<String> REST_IS_ITS_TRADE = Set.of("bundles/web");

    static final Map<String, String> JPA =
            Map.ofEntries(
                    Map.entry(TUTTLE + "api.data.Transaction", "hands the bundle its own entities"),
                    Map.entry(
                            TUTTLE + "persistence.unit.UnitTransaction",
                            "opens the session behind them"));
    static final Map<String, String> JAX_RS =
            Map.ofEntries(
                    Map.entry(TUTTLE + "api.identity.Caller", "says who calls a resource"),
                    Map.entry(TUTTLE + "api.portal.PageResource", "what pages have in common"),
                    Map.entry(TUTTLE + "api.web.Attachment", "an answer that resources give"),
                    Map.entry(
                            TUTTLE + "api.web.RequestIds",
                            "says where a resource finds the request id"),
                    Map.entry(
                            TUTTLE + "portal.HomeResource",
                            "the portal is the shell: pages are its trade"),
                    Map.entry(
                            TUTTLE + "portal.LoginResource",
                            "the portal is the shell: pages are its trade"));
    static final Map<String, String> FRAMEWORK =
            Map.ofEntries(
                    Map.entry(TUTTLE + "api.feature.FeatureId", "a feature is named by a bundle"),
                    Map.entry(TUTTLE + "catalog.ServiceTypes", "tracks what bundles contribute"),
                    Map.entry(
                            TUTTLE + "islands.invite.SecretHashes", "reads the host's properties"),
                    Map.entry(
                            TUTTLE + "mesh.FeatureMesh",
                            "whose fragments they are follows from the using bundle"),
                    Map.entry(TUTTLE + "mesh.MeshRoom", "reads the host's properties"),
                    Map.entry(
                            TUTTLE + "persistence.Contributions", "tracks what bundles contribute"),
                    Map.entry(
                            TUTTLE + "persistence.EntityWeaving",
                            "gives each bundle its own database"),
                    Map.entry(
                            TUTTLE + "persistence.OwnDatabaseOnly",
                            "gives each bundle its own database"),
                    Map.entry(
                            TUTTLE + "persistence.Persistence",
                            "gives each bundle its own database"),
                    Map.entry(
                            TUTTLE + "persistence.UnitExtender",
                            "gives each bundle its own database"),
                    Map.entry(TUTTLE + "pki.PkiService", "reads the host's properties"),
                    Map.entry(TUTTLE + "pools.Weather", "reads the host's properties"),
                    Map.entry(TUTTLE + "portal.LoginResource", "reads the host's properties"),
                    Map.entry(TUTTLE + "portal.PortalShell", "reads the host's properties"),
                    Map.entry(TUTTLE + "portal.Sections", "tracks what bundles contribute"),
                    Map.entry(
                            TUTTLE + "web.Fatal",
                            "reads the host's properties, tells it what is fatal"),
                    Map.entry(
                            TUTTLE + "web.MetricsServer",
                            "reads the host's properties, tells it what is fatal"),
                    Map.entry(
                            TUTTLE + "web.NodesServer",
                            "reads the host's properties, tells it what is fatal"),
                    Map.entry(
                            TUTTLE + "islands.invite.Offers",
                            "asks the active revisions of other features only"),
                    Map.entry(
                            TUTTLE + "web.DoorServer",
                            "reads the host's properties, tells it what is fatal"),
                    Map.entry(
                            TUTTLE + "web.PeopleServer",
                            "reads the host's properties, tells it what is fatal"),
                    Map.entry(TUTTLE + "web.Readiness", "tracks what bundles contribute"),
                    Map.entry(
                            TUTTLE + "web.WebRuntime",
                            "reads the host's properties, tells it what is fatal"),
                    Map.entry(
                            TUTTLE + "web.contribution.Contribution",
                            "tracks what bundles contribute"),
                    Map.entry(TUTTLE + "web.http.EventStreams", "tracks what bundles contribute"),
                    Map.entry(
                            TUTTLE + "web.http.PreparedAnswers", "tracks what bundles contribute"),
                    Map.entry(TUTTLE + "web.http.StaticFiles", "tracks what bundles contribute"),
                    Map.entry(
                            TUTTLE + "web.idempotency.PostgresKeptAnswers",
                            "reads the host's properties"),
                    Map.entry(
                            TUTTLE + "web.rest.RestWhiteboard", "tracks what bundles contribute"));
    static final Map<String, String> CYCLES = Map.of();
    static final Map<String, String> CATCH_ALL =
            Map.ofEntries(
                    Map.entry(
                            TUTTLE + "features.framework.PatientCall",
                            "what foreign code throws is the outcome of the call"),
                    Map.entry(
                            TUTTLE + "persistence.Persistence",
                            "whatever keeps the database from starting is told to the host"),
                    Map.entry(
                            TUTTLE + "persistence.UnitExtender",
                            "what a bundle brings must not stop the others"),
                    Map.entry(TUTTLE + "tour.Main", "the program's end"),
                    Map.entry(TUTTLE + "tour.Walk", "a step's end"),
                    Map.entry(
                            TUTTLE + "web.http.CertificateFiles",
                            "a wrong file leaves the old certificate in force"),
                    Map.entry(TUTTLE + "web.http.Guard", "the last boundary of a request"),
                    Map.entry(
                            TUTTLE + "web.http.HttpListener",
                            "what keeps a port from opening is fatal, in words"),
                    Map.entry(
                            TUTTLE + "web.NodesCertificate",
                            "what keeps a certificate from being taken is said by health"));
}
