// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.QuotedQualityCSV;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Compresses what is kept in memory, once. */
final class Gzip {
    private static final int MIN_BYTES = 512;

    private Gzip() {}

    /** Compressed, or empty where that saves less than a tenth or the type is not text. */
    static Optional<byte[]> compress(String contentType, byte[] bytes) {
        if (bytes.length < MIN_BYTES || !isText(contentType)) {
            return Optional.empty();
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean pays = compressed.size() < bytes.length - bytes.length / 10;
        return pays ? Optional.of(compressed.toByteArray()) : Optional.empty();
    }

    static boolean accepted(HttpFields headers) {
        HttpField field = headers.getField(HttpHeader.ACCEPT_ENCODING);
        if (field == null) {
            return false;
        }
        if (field.getValue().equals("gzip")) {
            return true;
        }
        QuotedQualityCSV encodings = new QuotedQualityCSV();
        headers.getFields(HttpHeader.ACCEPT_ENCODING)
                .forEach(each -> encodings.addValue(each.getValue()));
        // Values with quality 0 are not among the values.
        return encodings.getValues().stream().anyMatch(v -> v.equalsIgnoreCase("gzip"));
    }

    private static boolean isText(String contentType) {
        return contentType.startsWith("text/")
                || contentType.contains("json")
                || contentType.contains("javascript")
                || contentType.contains("svg");
    }
}
