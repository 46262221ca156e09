// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.web.http.Entry;
import org.tuttlenetwork.lightweb.web.http.HttpListener;
import org.tuttlenetwork.lightweb.web.http.Peers;

import java.util.Optional;

/** The listener of those who watch the host: health and metrics. */
@Component(service = MetricsServer.class, immediate = true)
public final class MetricsServer {
    private final PartFigures parts;
    private final HttpListener listener;

    @Activate
    public MetricsServer(
            BundleContext context, @Reference WebRuntime runtime, @Reference Readiness readiness) {
        this.listener = Fatal.orFatal(context, () -> open(runtime, readiness));
        this.parts = new PartFigures(readiness, runtime.metrics());
    }

    @Deactivate
    public void close() {
        parts.close();
        listener.close();
    }

    static HttpListener open(WebRuntime runtime, Readiness readiness) {
        WebSettings settings = runtime.settings();
        HttpListener.Plan plan =
                new HttpListener.Plan(
                        "metrics",
                        "metrics_host, metrics_port",
                        settings.metrics().addresses(),
                        settings.metrics().port(),
                        Optional.empty(),
                        settings.limits().idle(),
                        settings.limits().stop());
        Entry entry =
                new Entry(
                        "metrics",
                        new WatchHandler(readiness, runtime.metrics(), runtime.problems()),
                        runtime.securityHeaders(),
                        Peers.DIRECT,
                        runtime.problems(),
                        runtime.requests());
        return HttpListener.open(plan, entry, runtime.problems(), runtime.securityHeaders());
    }
}
