// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import org.tuttlenetwork.lightweb.cli.server.EventCondition;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All steps, each after those whose ids it needs. */
final class Steps {
    private final Inputs inputs;
    private final Ready ready;
    private final Known known = new Known();
    private final Secrets secrets;
    private final Words words;

    Steps(Inputs inputs, Ready ready, Words words) {
        this.inputs = inputs;
        this.ready = ready;
        this.secrets = new Secrets(inputs.etc());
        this.words = words;
    }

    /**
     * @param templates a settings file with every option explained, by its pid
     */
    List<Step> all(Clock clock, Function<String, String> templates) {
        List<Step> steps = new ArrayList<>(netbird(clock));
        steps.addAll(zitadel());
        if (ready.hooks()) {
            steps.addAll(hooks());
        }
        steps.add(settings("lightweb.mesh", templates, this::mesh));
        steps.add(settings("lightweb.identity", templates, this::identity));
        steps.add(settings("lightweb.portal", templates, this::portal));
        steps.add(settings("lightweb.web", templates, this::web));
        return steps;
    }

    private List<Step> netbird(Clock clock) {
        Netbird netbird = ready.netbird();
        NetbirdTokenStep.Owner network =
                new NetbirdTokenStep.Owner(known, Known.Id.NETWORK_USER, NetbirdAccess.NETWORK);
        NetbirdTokenStep.Owner admin =
                new NetbirdTokenStep.Owner(known, Known.Id.ADMIN_USER, NetbirdAccess.ADMIN);
        return List.of(
                new NetbirdUserStep(netbird, known, network.id(), network.access()),
                new NetbirdTokenStep(netbird, network, secrets, clock),
                new NetbirdUserStep(netbird, known, admin.id(), admin.access()),
                new NetbirdTokenStep(netbird, admin, secrets, clock),
                new GroupStep(netbird, "core"),
                new GroupStep(netbird, "vpn-nodes"),
                new GroupStep(netbird, "admin"),
                new PropagationStep(netbird, words));
    }

    private List<Step> zitadel() {
        Zitadel zitadel = ready.zitadel();
        String organization = ready.organizationId();
        List<String> urls =
                Stream.of(inputs.host().publicUrl(), inputs.host().doorUrl())
                        .filter(url -> !url.isEmpty())
                        .toList();
        return List.of(
                new ProjectStep(zitadel, known, organization, inputs.zitadel().project()),
                new RoleStep(zitadel, known),
                new OidcApplicationStep(zitadel, known, OidcApplication.portal(urls)),
                new OidcApplicationStep(zitadel, known, OidcApplication.commandLine()),
                new ApiApplicationStep(zitadel, known, secrets),
                new ServiceUserStep(zitadel, known, organization),
                MembershipStep.ofProject(zitadel, known),
                MembershipStep.ofOrganization(zitadel, known, organization),
                MembershipStep.ofInstance(zitadel, known),
                new ServiceKeyStep(zitadel, known, secrets),
                new AuthorizationStep(zitadel, known, organization, ready.person()));
    }

    private List<Step> hooks() {
        List<Step> steps = new ArrayList<>();
        HookTarget events = HookTarget.events(inputs.host().hookUrl());
        steps.add(new TargetStep(ready.zitadel(), known, events, secrets));
        steps.add(
                new ExecutionsStep(
                        ready.zitadel(), known, events.id(), EventCondition.OF_THE_HOST));
        if (inputs.zitadel().claims()) {
            HookTarget claims = HookTarget.claims(inputs.host().hookUrl());
            steps.add(new TargetStep(ready.zitadel(), known, claims, secrets));
            steps.add(
                    new ExecutionsStep(
                            ready.zitadel(), known, claims.id(), EventCondition.OF_CLAIMS));
        }
        return steps;
    }

    private Step settings(
            String pid, Function<String, String> templates, Supplier<Map<String, String>> values) {
        return new SettingsStep(
                inputs.etc().resolve(pid + ".cfg"), templates.apply(pid), values, words);
    }

    private Map<String, String> mesh() {
        return Map.of(
                "url", inputs.netbird().url(),
                "network_token", secret(NetbirdAccess.NETWORK.secret()),
                "admin_token", secret(NetbirdAccess.ADMIN.secret()));
    }

    private Map<String, String> identity() {
        Map<String, String> values =
                new HashMap<>(
                        Map.of(
                                "issuer", inputs.zitadel().url(),
                                "project_id", id(Known.Id.PROJECT),
                                "organization_id", ready.organizationId(),
                                "service_user_key_file",
                                        secrets.file(ServiceKeyStep.SECRET)
                                                .toAbsolutePath()
                                                .toString(),
                                "api_client_id", id(Known.Id.API_CLIENT),
                                "api_client_secret", secret(ApiApplicationStep.SECRET),
                                "command_line_client_id", id(Known.Id.COMMAND_LINE_CLIENT)));
        if (ready.hooks()) {
            values.put("webhook_signing_key", secret(HookTarget.events("").secret()));
            if (inputs.zitadel().claims()) {
                values.put("claims_signing_key", secret(HookTarget.claims("").secret()));
            }
        }
        return values;
    }

    private Map<String, String> portal() {
        return Map.of(
                "issuer", inputs.zitadel().url(),
                "client_id", id(Known.Id.PORTAL_CLIENT),
                "public_url", inputs.host().publicUrl());
    }

    /** The login leads through redirects to Zitadel, which a form may follow only where told. */
    private Map<String, String> web() {
        Map<String, String> values =
                new HashMap<>(
                        Map.of(
                                "public_url", inputs.host().publicUrl(),
                                "form_targets", inputs.zitadel().url()));
        if (!inputs.host().doorUrl().isEmpty()) {
            values.put("door_url", inputs.host().doorUrl());
        }
        return values;
    }

    /** Empty while the step that makes it has not been taken: then the file differs too. */
    private String id(Known.Id id) {
        return known.find(id).orElse("");
    }

    private static String secret(String name) {
        return "$[secret:" + name + "]";
    }
}
