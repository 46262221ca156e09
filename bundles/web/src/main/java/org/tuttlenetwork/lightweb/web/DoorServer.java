// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.web.WebSettings.Door;
import org.tuttlenetwork.lightweb.web.http.CertificateFiles;
import org.tuttlenetwork.lightweb.web.http.EventStreams;
import org.tuttlenetwork.lightweb.web.http.HttpListener;
import org.tuttlenetwork.lightweb.web.http.PreparedAnswers;
import org.tuttlenetwork.lightweb.web.http.StaticFiles;
import org.tuttlenetwork.lightweb.web.rest.RestWhiteboard;

import java.util.Optional;

/** The listener of who is not in the mesh yet, where the configuration names one. */
@Component(service = DoorServer.class, immediate = true)
public final class DoorServer {
    private final Optional<CertificateFiles> certificate;
    private final Optional<HttpListener> listener;

    @Activate
    public DoorServer(
            BundleContext context,
            @Reference WebRuntime runtime,
            @Reference RestWhiteboard rest,
            @Reference PreparedAnswers prepared,
            @Reference EventStreams streams,
            @Reference StaticFiles files,
            @Reference Readiness readiness) {
        Optional<Door> door = runtime.settings().door();
        PeopleHandlers handlers =
                new PeopleHandlers(runtime, rest.registry(), prepared, streams, files, readiness);
        certificate =
                Fatal.orFatal(
                        context,
                        () ->
                                door.flatMap(Door::tls)
                                        .map(
                                                tls ->
                                                        new CertificateFiles(
                                                                tls.certificate(),
                                                                tls.key(),
                                                                runtime.timer())));
        listener =
                Fatal.orFatal(
                        context, () -> door.map(one -> open(runtime, handlers, one, certificate)));
    }

    @Deactivate
    public void close() {
        listener.ifPresent(HttpListener::close);
        certificate.ifPresent(CertificateFiles::close);
    }

    static HttpListener open(
            WebRuntime runtime,
            PeopleHandlers handlers,
            Door door,
            Optional<CertificateFiles> certificate) {
        HttpListener.Plan plan =
                new HttpListener.Plan(
                        "door",
                        "door_host, door_port",
                        door.binding().addresses(),
                        door.binding().port(),
                        certificate.map(CertificateFiles::factory),
                        runtime.settings().limits().idle(),
                        runtime.settings().limits().stop());
        return HttpListener.open(
                plan, handlers.door(door), runtime.problems(), runtime.securityHeaders());
    }
}
