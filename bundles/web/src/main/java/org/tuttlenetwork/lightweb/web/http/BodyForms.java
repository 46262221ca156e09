// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A body as it is and compressed, each with the fields that tell of it. */
final class BodyForms {
    private static final HttpField VARY =
            new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding");

    private final PreparedAnswer.Body body;
    private final Form plain;
    private final Optional<Form> gzip;

    /**
     * One form.
     *
     * @param tag for 200 and 304
     * @param fields for 200 alone
     */
    private record Form(byte[] bytes, HttpField tag, List<HttpField> fields) {}

    private BodyForms(PreparedAnswer.Body body) {
        this.body = body;
        this.plain = form(body, body.bytes(), false);
        this.gzip =
                Gzip.compress(body.contentType(), body.bytes())
                        .map(bytes -> form(body, bytes, true));
    }

    static BodyForms of(PreparedAnswer.Body body) {
        return new BodyForms(body);
    }

    PreparedAnswer.Body body() {
        return body;
    }

    private static Form form(PreparedAnswer.Body body, byte[] bytes, boolean compressed) {
        List<HttpField> fields = new ArrayList<>();
        if (compressed) {
            fields.add(new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip"));
        }
        fields.add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, body.contentType()));
        fields.add(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, bytes.length));
        HttpField tag =
                new PreEncodedHttpField(HttpHeader.ETAG, EntityTags.of(body.etag(), compressed));
        return new Form(bytes, tag, List.copyOf(fields));
    }

    /** Whether a method reads, so that a body can be its answer. */
    static boolean readsOnly(Request request) {
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }

    /** Answers with 200 or 304, where none of these fields is set yet. */
    void send(Request request, Response response, Callback callback, HttpField cacheControl) {
        Form form = gzip.filter(_ -> Gzip.accepted(request.getHeaders())).orElse(plain);
        HttpFields.Mutable headers = response.getHeaders();
        headers.add(form.tag());
        headers.add(cacheControl);
        headers.add(VARY);
        if (EntityTags.matches(request.getHeaders(), body.etag())) {
            response.setStatus(304);
            response.write(true, null, callback);
            return;
        }
        form.fields().forEach(headers::add);
        response.setStatus(200);
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        response.write(true, head ? null : ByteBuffer.wrap(form.bytes()), callback);
    }
}
