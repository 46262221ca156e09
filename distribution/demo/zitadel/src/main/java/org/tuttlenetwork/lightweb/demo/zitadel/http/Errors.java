// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The two shapes of Zitadel's error bodies (contract §1.6). */
public final class Errors {
    private Errors() {}

    /** Numeric code: v1 and {@code /v2/…}. */
    public static ObjectNode gateway(ApiFailure failure) {
        ObjectNode detail =
                debug(failure).put("@type", "type.googleapis.com/zitadel.v1.ErrorDetail");
        return Json.object()
                .number("code", failure.code().number())
                .text("message", String.valueOf(failure.getMessage()))
                .objects("details", List.of(detail))
                .build();
    }

    /** String code: Connect. */
    public static ObjectNode connect(ApiFailure failure) {
        ObjectNode detail =
                Json.object()
                        .text("type", "zitadel.v1.ErrorDetail")
                        .text("value", protobuf(failure))
                        .put("debug", debug(failure))
                        .build();
        return Json.object()
                .text("code", failure.code().connectName())
                .text("message", String.valueOf(failure.getMessage()))
                .objects("details", List.of(detail))
                .build();
    }

    private static ObjectNode debug(ApiFailure failure) {
        return Json.object()
                .text("id", failure.errorId())
                .text("message", failure.detail())
                .build();
    }

    private static String protobuf(ApiFailure failure) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, 1, failure.errorId());
        field(out, 2, failure.detail());
        return Base64.getEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    private static void field(ByteArrayOutputStream out, int number, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.write(number << 3 | 2);
        int length = bytes.length;
        while (length > 0x7f) {
            out.write(length & 0x7f | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(bytes);
    }
}
