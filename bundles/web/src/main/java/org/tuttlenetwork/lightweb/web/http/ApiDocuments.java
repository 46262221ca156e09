// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves {@code /openapi.json} and {@code /api}, made anew only when other things are served. */
public final class ApiDocuments extends Handler.Abstract {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Supplier<Object> version;
    private final Supplier<ObjectNode> document;
    private final Function<ObjectNode, String> page;
    private volatile @Nullable Made made;

    /**
     * @param version equal as long as the same things are served
     * @param document makes the document
     * @param page makes the page of a document
     */
    public ApiDocuments(
            Supplier<Object> version,
            Supplier<ObjectNode> document,
            Function<ObjectNode, String> page) {
        this.version = version;
        this.document = document;
        this.page = page;
    }

    private record Made(Object version, BodyForms json, BodyForms html) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = ProblemAnswers.path(request);
        boolean json = path.equals("/openapi.json");
        if (!json && !path.equals("/api") || !BodyForms.readsOnly(request)) {
            return false;
        }
        Made now = made();
        (json ? now.json() : now.html())
                .send(request, response, callback, StaticFiles.ASK_EACH_TIME);
        return true;
    }

    private Made made() {
        Object current = version.get();
        Made known = made;
        if (known != null && known.version().equals(current)) {
            return known;
        }
        ObjectNode built = document.get();
        Made next =
                new Made(
                        current,
                        forms(json(built), "application/json"),
                        forms(page.apply(built), "text/html;charset=utf-8"));
        made = next;
        return next;
    }

    private String json(ObjectNode built) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(built);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can always be written", e);
        }
    }

    private static BodyForms forms(String text, String contentType) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return BodyForms.of(new PreparedAnswer.Body(bytes, contentType, EntityTags.of(bytes), 0));
    }
}
