// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A body as it is and compressed.
 *
 * @param body as it is
 * @param gzip compressed; empty where that does not pay
 */
record BodyForms(PreparedAnswer.Body body, Optional<byte[]> gzip) {
    static final BodyForms NONE = of(new PreparedAnswer.Body(new byte[0], "text/plain", "\"\"", 0));

    static BodyForms of(PreparedAnswer.Body body) {
        return new BodyForms(body, Gzip.compress(body.contentType(), body.bytes()));
    }

    /** Whether a method reads, so that a body can be its answer. */
    static boolean readsOnly(Request request) {
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }

    /** Answers with 200 or 304. */
    void send(Request request, Response response, Callback callback, String cacheControl) {
        boolean compressed = gzip.isPresent() && Gzip.accepted(request.getHeaders());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ETAG, EntityTags.of(body.etag(), compressed));
        headers.put(HttpHeader.CACHE_CONTROL, cacheControl);
        headers.put(HttpHeader.VARY, "Accept-Encoding");
        if (EntityTags.matches(request.getHeaders(), body.etag())) {
            response.setStatus(304);
            response.write(true, null, callback);
            return;
        }
        byte[] bytes = compressed ? gzip.orElseThrow() : body.bytes();
        if (compressed) {
            headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        headers.put(HttpHeader.CONTENT_TYPE, body.contentType());
        headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.setStatus(200);
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        response.write(true, head ? null : ByteBuffer.wrap(bytes), callback);
    }
}
