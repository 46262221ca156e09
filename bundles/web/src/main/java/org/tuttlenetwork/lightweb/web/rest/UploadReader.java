// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;

import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.Upload;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Reads a form with one file (RFC 7578) by Jetty's parser, in memory. */
@Consumes(MediaType.MULTIPART_FORM_DATA)
final class UploadReader implements MessageBodyReader<Upload> {
    private static final int MOST_PARTS = 20;
    private static final int MOST_HEADER_BYTES = 8 * 1024;
    private static final int MOST_FIELD_BYTES = 64 * 1024;

    /** The stream limits the whole; nothing is written to files. */
    private static final MultiPartConfig CONFIG =
            new MultiPartConfig.Builder()
                    .maxParts(MOST_PARTS)
                    .maxHeadersSize(MOST_HEADER_BYTES)
                    .maxSize(-1)
                    .maxPartSize(-1)
                    .maxMemoryPartSize(-1)
                    .useFilesForPartsWithoutFileName(false)
                    .build();

    @Override
    public boolean isReadable(
            Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Upload.class;
    }

    @Override
    public Upload readFrom(
            Class<Upload> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        String boundary = mediaType.getParameters().get("boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw malformed("its header Content-Type names no boundary", null);
        }
        try (MultiPartFormData.Parts parts = parse(mediaType, body)) {
            return upload(parts);
        }
    }

    private static MultiPartFormData.Parts parse(MediaType type, InputStream body) {
        try {
            return MultiPartFormData.getParts(
                    Content.Source.from(body), new Attributes.Mapped(), type.toString(), CONFIG);
        } catch (CompletionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof LightWebException known) {
                    throw known;
                }
            }
            throw malformed("its parts do not follow RFC 7578", e);
        }
    }

    private static Upload upload(MultiPartFormData.Parts parts) throws IOException {
        Optional<MultiPart.Part> file = Optional.empty();
        Map<String, String> fields = new HashMap<>();
        for (MultiPart.Part part : parts) {
            if (part.getName() == null || part.getName().isEmpty()) {
                throw malformed("a part of it has no name", null);
            }
            if (part.getFileName() == null) {
                field(fields, part);
            } else if (file.isPresent()) {
                throw malformed("it has more than one file", null);
            } else {
                file = Optional.of(part);
            }
        }
        MultiPart.Part one = file.orElseThrow(() -> malformed("it has no file", null));
        return new Upload(lastName(one.getFileName()), bytes(one), fields);
    }

    private static void field(Map<String, String> fields, MultiPart.Part part) throws IOException {
        if (part.getLength() > MOST_FIELD_BYTES) {
            throw malformed(
                    "the field %s has more than %d bytes"
                            .formatted(part.getName(), MOST_FIELD_BYTES),
                    null);
        }
        String text = new String(bytes(part), StandardCharsets.UTF_8);
        if (fields.put(part.getName(), text) != null) {
            throw malformed("it has the field " + part.getName() + " twice", null);
        }
    }

    private static byte[] bytes(MultiPart.Part part) throws IOException {
        try (InputStream content =
                Content.Source.asInputStream(part.newContentSource(null, 0, -1))) {
            return content.readAllBytes();
        }
    }

    private static String lastName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static LightWebException malformed(String why, @Nullable Throwable cause) {
        return new LightWebException(
                ProblemType.MALFORMED,
                "The form cannot be read: " + why + ". Nothing was changed.",
                cause);
    }
}
