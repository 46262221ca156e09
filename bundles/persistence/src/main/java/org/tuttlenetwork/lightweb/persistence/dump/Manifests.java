// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Manifests as JSON. */
public final class Manifests {
    private static final int MOST_BYTES = 32 << 20;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);

    private Manifests() {}

    public static void write(OutputStream out, Object manifest) throws IOException {
        JSON.writeValue(out, manifest);
    }

    /**
     * @param newest the highest format that is understood
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException INVALID where it is of a
     *     newer format, or no manifest
     */
    public static <T> T read(InputStream in, Class<T> type, int newest) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        try {
            JsonNode tree = JSON.readTree(bytes);
            int format = tree.path("format").asInt(0);
            if (format > newest) {
                throw Refusal.newer("format " + format, "format " + newest);
            }
            return JSON.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw Refusal.altered("its manifest cannot be read", e);
        }
    }
}
