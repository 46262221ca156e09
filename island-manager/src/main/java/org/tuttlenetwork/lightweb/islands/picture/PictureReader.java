// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.picture;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.IslandPicture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes an island's picture of what somebody uploads: the middle square, small, on white. Nothing
 * of the file itself is kept, so that no place, name or other content of it is handed on. Its size
 * and how often a JPEG goes over it are looked at before it is unpacked, for a small file can ask
 * for hours; and no more points are kept than are needed.
 */
final class PictureReader {
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");
    private static final long MOST_POINTS = 16_000_000;

    /** What programs write that make progressive JPEGs is 10. */
    private static final int MOST_SCANS = 20;

    private static final String RULE = "a PNG, JPEG or GIF of at most 16 million points";

    private PictureReader() {}

    /**
     * @throws LightWebException INVALID for what is no such picture
     */
    static IslandPicture read(byte[] file) {
        if (scans(file) > MOST_SCANS) {
            throw wrong();
        }
        // Never by way of a file: what somebody uploads may say where they live.
        try (ImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw wrong();
            }
            ImageReader reader = readers.next();
            try {
                if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    throw wrong();
                }
                reader.setInput(input, true, true);
                return IslandPicture.of(jpeg(square(unpack(reader))));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // Readers of pictures throw whatever a damaged file makes them stumble over.
            if (e instanceof LightWebException refused) {
                throw refused;
            }
            throw wrong();
        }
    }

    /**
     * How often a JPEG goes over its points (ITU-T T.81, B.1.1.3: FF DA); in data no FF is bare.
     */
    private static int scans(byte[] file) {
        boolean jpeg = file.length > 2 && file[0] == (byte) 0xFF && file[1] == (byte) 0xD8;
        int scans = 0;
        for (int i = 2; jpeg && i + 1 < file.length; i++) {
            if (file[i] == (byte) 0xFF && file[i + 1] == (byte) 0xDA) {
                scans++;
            }
        }
        return scans;
    }

    private static BufferedImage unpack(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_POINTS) {
            throw wrong();
        }
        int step = Math.max(1, Math.min(width, height) / (2 * IslandPicture.SIDE));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(middle(width, height));
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static java.awt.Rectangle middle(int width, int height) {
        int side = Math.min(width, height);
        return new java.awt.Rectangle((width - side) / 2, (height - side) / 2, side, side);
    }

    private static BufferedImage square(BufferedImage image) {
        BufferedImage square =
                new BufferedImage(
                        IslandPicture.SIDE, IslandPicture.SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = square.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(
                    image, 0, 0, IslandPicture.SIDE, IslandPicture.SIDE, Color.WHITE, null);
        } finally {
            graphics.dispose();
        }
        return square;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "jpeg", output)) {
            throw new IllegalStateException("This Java writes no JPEG");
        }
        return output.toByteArray();
    }

    private static LightWebException wrong() {
        return LightWebException.invalid("picture", RULE);
    }
}
