// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.IslandPicture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import javax.imageio.ImageIO;

class PictureReaderTest {
    /** Red at both sides, blue in the middle square. */
    private static byte[] file(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect((width - height) / 2, 0, height, height);
        graphics.dispose();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, output)).isTrue();
        return output.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void keepsTheMiddleSquare(String format) throws IOException {
        IslandPicture picture = PictureReader.read(file(format, 3000, 1000));
        BufferedImage made = ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
        assertThat(made.getWidth()).isEqualTo(256);
        assertThat(made.getHeight()).isEqualTo(256);
        assertThat(new Color(made.getRGB(3, 128)).getBlue()).isGreaterThan(200);
        assertThat(new Color(made.getRGB(252, 128)).getRed()).isLessThan(60);
    }

    @Test
    void enlargesASmallOne() throws IOException {
        assertThat(PictureReader.read(file("png", 8, 5)).jpeg()).hasSizeLessThan(20_000);
    }

    @Test
    void keepsNothingElseOfTheFile() throws IOException {
        byte[] file = file("jpeg", 400, 400);
        byte[] secret = "48.8584 N, 2.2945 E".getBytes(StandardCharsets.US_ASCII);
        byte[] comment =
                ByteBuffer.allocate(4 + secret.length)
                        .putShort((short) 0xFFFE)
                        .putShort((short) (2 + secret.length))
                        .put(secret)
                        .array();
        byte[] whole = new byte[file.length + comment.length];
        System.arraycopy(file, 0, whole, 0, 2);
        System.arraycopy(comment, 0, whole, 2, comment.length);
        System.arraycopy(file, 2, whole, 2 + comment.length, file.length - 2);
        String made = new String(PictureReader.read(whole).jpeg(), StandardCharsets.ISO_8859_1);
        assertThat(made).doesNotContain("48.8584");
    }

    @Test
    void refusesWhatIsNoPicture() throws IOException {
        byte[] cut = Arrays.copyOf(file("png", 300, 300), 60);
        refused(new byte[0]);
        refused("<svg onload='x'/>".getBytes(StandardCharsets.US_ASCII));
        refused(cut);
        refused(file("bmp", 30, 30));
    }

    @Test
    void refusesOneThatSaysItIsHugeBeforeItIsUnpacked() throws IOException {
        byte[] png = file("png", 10, 10);
        // The header's width and height (PNG, third edition, section 11.2.1), and its checksum.
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 60_000).putInt(20, 60_000);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        refused(png);
    }

    @Test
    void refusesOneThatGoesOverItsPointsTooOften() throws IOException {
        byte[] jpeg = file("jpeg", 64, 64);
        byte[] scans = new byte[42];
        for (int i = 0; i < scans.length; i += 2) {
            scans[i] = (byte) 0xFF;
            scans[i + 1] = (byte) 0xDA;
        }
        byte[] whole = Arrays.copyOf(jpeg, jpeg.length + scans.length);
        System.arraycopy(scans, 0, whole, jpeg.length, scans.length);
        refused(whole);
    }

    private static void refused(byte[] file) {
        assertThatThrownBy(() -> PictureReader.read(file))
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID));
    }
}
