// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemReason;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A problem document (RFC 9457): the only place where error bodies are made.
 *
 * @param type the kind
 * @param detail for people
 * @param fields which fields of the input are wrong
 * @param reason why, for pages; never part of the document
 */
public record Problem(
        ProblemType type,
        String detail,
        List<FieldProblem> fields,
        Optional<ProblemReason> reason) {
    /** The media type of the JSON form. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    public Problem {
        fields = List.copyOf(fields);
    }

    public Problem(ProblemType type, String detail, List<FieldProblem> fields) {
        this(type, detail, fields, Optional.empty());
    }

    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public static Problem of(LightWebException exception) {
        return new Problem(
                exception.type(), exception.detail(), exception.fields(), exception.reason());
    }

    /** What is said where nothing is known, or nothing may be told, of the cause. */
    public static Problem internal(String requestId) {
        return new Problem(
                ProblemType.INTERNAL,
                "The request failed here, not by your fault. Try again; if it stays so, tell an"
                        + " administrator this id: "
                        + requestId);
    }

    /** Seconds for {@code Retry-After}, or 0 where the kind of problem has none. */
    public int retryAfterSeconds() {
        return switch (type) {
            case UNAVAILABLE -> 5;
            case TOO_MANY_REQUESTS -> 10;
            default -> 0;
        };
    }

    /**
     * @param instance the path that was asked
     * @param requestId the request's id
     */
    public byte[] json(String instance, String requestId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type.urn());
            json.writeStringField("title", type.title());
            json.writeNumberField("status", type.status());
            json.writeStringField("detail", detail);
            json.writeStringField("instance", instance);
            json.writeStringField("requestId", requestId);
            if (!fields.isEmpty()) {
                json.writeArrayFieldStart("fields");
                for (FieldProblem field : fields) {
                    json.writeStartObject();
                    json.writeStringField("field", field.field());
                    json.writeStringField("rule", field.rule());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
