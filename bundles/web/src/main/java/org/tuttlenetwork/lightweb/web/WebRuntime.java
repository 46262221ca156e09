// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.tuttlenetwork.lightweb.api.web.PublicUrl;
import org.tuttlenetwork.lightweb.web.http.Bearer;
import org.tuttlenetwork.lightweb.web.http.ProblemAnswers;
import org.tuttlenetwork.lightweb.web.http.RequestLimits;
import org.tuttlenetwork.lightweb.web.http.SecurityHeaders;
import org.tuttlenetwork.lightweb.web.http.Viewers;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The settings, and what all listeners have in common. */
@Component(
        service = {WebRuntime.class, PublicUrl.class},
        configurationPid = WebSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WebConfig.class)
public final class WebRuntime implements PublicUrl {
    private final WebSettings settings;
    private final Viewers viewers;
    private final ProblemAnswers problems;
    private final Bearer bearer;
    private final SecurityHeaders securityHeaders;
    private final PrometheusRegistry metrics;
    private final Histogram requests;
    private final Port nodesPort = new Port();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lightweb-web-timer").factory());

    @Activate
    public WebRuntime(
            BundleContext context,
            Map<String, Object> properties,
            @Reference Collaborators collaborators) {
        this(
                Fatal.orFatal(context, () -> settings(context, properties)),
                collaborators,
                PrometheusRegistry.defaultRegistry,
                Clock.systemUTC());
    }

    public WebRuntime(
            WebSettings settings,
            Collaborators collaborators,
            PrometheusRegistry metrics,
            Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        viewers = new Viewers(collaborators, settings.https());
        problems = new ProblemAnswers(collaborators, viewers);
        bearer =
                new Bearer(
                        collaborators,
                        new RequestLimits(settings.limits().refusedTokensPerMinute(), clock));
        securityHeaders = new SecurityHeaders(settings.https(), settings.formTargets());
        requests =
                Histogram.builder()
                        .name("lightweb_web_request_seconds")
                        .help("Time from a request to the end of its answer.")
                        .labelNames("listener", "method", "status")
                        .classicOnly()
                        .register(metrics);
    }

    private static WebSettings settings(BundleContext context, Map<String, Object> properties) {
        String etc = Objects.requireNonNullElse(context.getProperty("lightweb.etc"), "etc");
        String version =
                Objects.requireNonNullElse(
                        context.getProperty("lightweb.version"),
                        context.getBundle().getVersion().toString());
        boolean demo = "demo".equals(context.getProperty("lightweb.profile"));
        return WebSettingsReader.read(
                properties, Path.of(etc), new WebSettings.HostFacts(demo, version));
    }

    @Deactivate
    public void close() {
        nodesPort.closeWhatIsLeft();
        timer.shutdownNow();
        metrics.unregister(requests);
    }

    @Override
    public URI at(String path) {
        return settings.publicUrl().resolve(path);
    }

    @Override
    public URI atDoor(String path) {
        return settings.door()
                .map(WebSettings.Door::url)
                .orElse(settings.publicUrl())
                .resolve(path);
    }

    public WebSettings settings() {
        return settings;
    }

    public Viewers viewers() {
        return viewers;
    }

    public ProblemAnswers problems() {
        return problems;
    }

    public Bearer bearer() {
        return bearer;
    }

    public SecurityHeaders securityHeaders() {
        return securityHeaders;
    }

    public PrometheusRegistry metrics() {
        return metrics;
    }

    /** The nodes' port. */
    Port nodesPort() {
        return nodesPort;
    }

    public Histogram requests() {
        return requests;
    }

    public ScheduledExecutorService timer() {
        return timer;
    }
}
