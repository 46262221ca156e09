// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

import java.util.Map;

/** A QR code (ISO/IEC 18004) as an SVG of one path, dark on white in both appearances. */
final class QrCode {
    private static final int QUIET_ZONE = 4;

    private QrCode() {}

    /**
     * @param text what it says: an ASCII link
     * @param label for who cannot see it; escaped already
     */
    static String svg(String text, String label) {
        BitMatrix dots = dots(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < dots.getHeight(); y++) {
            for (int x = 0; x < dots.getWidth(); x++) {
                if (dots.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return "<svg class=\"qr\" role=\"img\" aria-label=\""
                + label
                + "\" viewBox=\"0 0 "
                + dots.getWidth()
                + " "
                + dots.getHeight()
                + "\" shape-rendering=\"crispEdges\"><path d=\""
                + path
                + "\"/></svg>";
    }

    private static BitMatrix dots(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.MARGIN, QUIET_ZONE));
        } catch (WriterException e) {
            throw new IllegalStateException("A link fits into a QR code", e);
        }
    }
}
