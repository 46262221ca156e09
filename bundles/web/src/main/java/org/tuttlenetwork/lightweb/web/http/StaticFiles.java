// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;
import org.tuttlenetwork.lightweb.api.web.StaticContent;
import org.tuttlenetwork.lightweb.api.web.StaticLinks;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;
import org.tuttlenetwork.lightweb.web.contribution.Contributions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

/**
 * Serves files of bundles from memory, by exact path: what was not in the bundle when it came is
 * not found, whatever the path looks like.
 */
@Component(service = {StaticFiles.class, StaticLinks.class})
public final class StaticFiles implements StaticLinks {
    static final HttpField ASK_EACH_TIME =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache");

    private static final HttpField FOR_GOOD =
            new PreEncodedHttpField(
                    HttpHeader.CACHE_CONTROL, "public, max-age=31536000, immutable");

    static final String PREFIX = "/static/";

    private final Contributions<Map<String, BodyForms>> contributions;
    private final RevisionFilter.Subscription subscription;
    private volatile Map<String, BodyForms> files = Map.of();

    @Activate
    public StaticFiles(@Reference RevisionFilter filter) {
        contributions = new Contributions<>(filter);
        subscription = filter.onChange(this::rebuild);
    }

    @Deactivate
    public void close() {
        subscription.close();
    }

    @Reference(
            name = "contents",
            service = StaticContent.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bind(StaticContent content, ServiceReference<StaticContent> reference) {
        Contribution.of(content, reference)
                .ifPresent(
                        found ->
                                add(
                                        new Contribution<>(
                                                read(reference.getBundle(), content.folder()),
                                                found.feature(),
                                                found.bundleId(),
                                                found.serviceId())));
    }

    void unbind(StaticContent content, ServiceReference<StaticContent> reference) {
        remove(Contribution.serviceId(reference));
    }

    /**
     * @param contribution bytes by path below {@code /static/<feature>/}
     */
    public void add(Contribution<Map<String, byte[]>> contribution) {
        Map<String, BodyForms> forms = new HashMap<>();
        contribution.service().forEach((name, bytes) -> forms.put(name, forms(name, bytes)));
        contributions.add(
                new Contribution<>(
                        forms,
                        contribution.feature(),
                        contribution.bundleId(),
                        contribution.serviceId()));
        rebuild();
    }

    public void remove(long serviceId) {
        contributions.remove(serviceId);
        rebuild();
    }

    @Override
    public String link(String feature, String file) {
        String path = PREFIX + feature + "/" + file;
        BodyForms found = files.get(path);
        return found == null ? path : path + "?v=" + version(found);
    }

    private synchronized void rebuild() {
        Map<String, BodyForms> next = new HashMap<>();
        for (Contribution<Map<String, BodyForms>> contribution : contributions.active()) {
            String prefix = PREFIX + contribution.feature() + "/";
            contribution.service().forEach((name, file) -> next.putIfAbsent(prefix + name, file));
        }
        files = Map.copyOf(next);
    }

    private static BodyForms forms(String name, byte[] bytes) {
        return BodyForms.of(
                new PreparedAnswer.Body(bytes, ContentTypes.of(name), EntityTags.of(bytes), 0));
    }

    /** Answers anything under {@code /static/} that is there; otherwise does nothing. */
    boolean handle(Request request, Response response, Callback callback) {
        BodyForms file = files.get(ProblemAnswers.path(request));
        if (file == null || !BodyForms.readsOnly(request)) {
            return false;
        }
        if (file.body().contentType().contains("svg")) {
            // An image of a bundle must not run scripts when it is opened by itself.
            response.getHeaders()
                    .put(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        }
        boolean versioned = ("v=" + version(file)).equals(request.getHttpURI().getQuery());
        file.send(request, response, callback, versioned ? FOR_GOOD : ASK_EACH_TIME);
        return true;
    }

    private static String version(BodyForms file) {
        String etag = file.body().etag();
        return etag.substring(1, etag.length() - 1);
    }

    private static Map<String, byte[]> read(Bundle bundle, String folder) {
        String root = folder.replaceAll("^/+|/+$", "") + "/";
        Enumeration<URL> entries = bundle.findEntries(root, "*", true);
        Map<String, byte[]> files = new HashMap<>();
        if (entries == null) {
            return files;
        }
        for (URL url : Collections.list(entries)) {
            String path = url.getPath();
            if (path.endsWith("/")) {
                continue;
            }
            String name = path.substring(path.indexOf(root) + root.length());
            try (InputStream in = url.openStream()) {
                files.put(name, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }
}
