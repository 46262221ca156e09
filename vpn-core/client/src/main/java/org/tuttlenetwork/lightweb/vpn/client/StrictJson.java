// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Parses with limits, because the envelope is read before anything is verified. */
final class StrictJson {
    /** 16 MiB: the list of about 30 000 nodes. */
    static final int MAX_BYTES = 16 << 20;

    private static final ObjectReader ENVELOPE = reader(4, MAX_BYTES);
    private static final ObjectReader CONTENT = reader(12, 8192);

    private StrictJson() {}

    static Fields envelope(byte[] json) throws RefusedException {
        return parse(ENVELOPE, json);
    }

    static Fields content(byte[] json) throws RefusedException {
        return parse(CONTENT, json);
    }

    private static Fields parse(ObjectReader reader, byte[] json) throws RefusedException {
        if (json.length > MAX_BYTES) {
            throw new RefusedException(
                    Refusal.TOO_LARGE, json.length + " bytes, allowed: " + MAX_BYTES);
        }
        try {
            JsonNode tree = reader.readTree(json);
            return new Fields("document", tree);
        } catch (StreamConstraintsException e) {
            throw new RefusedException(Refusal.TOO_LARGE, e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new RefusedException(Refusal.MALFORMED, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory", e);
        }
    }

    private static ObjectReader reader(int depth, int stringLength) {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(depth)
                                        .maxStringLength(stringLength)
                                        .maxNameLength(128)
                                        .maxNumberLength(20)
                                        .maxTokenCount(4_000_000)
                                        .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
    }
}
