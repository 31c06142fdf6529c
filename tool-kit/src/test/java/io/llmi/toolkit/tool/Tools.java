package io.llmi.toolkit.tool;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

import javax.imageio.ImageIO;

import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolManifest;

/** Tools for tests, and pictures that they may answer with. */
public final class Tools {
    private Tools() {}

    /** What a tool does. */
    public interface Work {
        ToolReply call(ToolInvocation invocation) throws Exception;
    }

    /** A tool named {@code test}. */
    public static Tool tool(int timeoutSeconds, Work work) {
        return tool("test", timeoutSeconds, work);
    }

    public static Tool tool(String name, int timeoutSeconds, Work work) {
        return new Tool() {
            @Override
            public ToolManifest manifest() {
                return new ToolManifest(
                        name,
                        "for tests",
                        Json.mapper().createObjectNode(),
                        List.of(),
                        false,
                        List.of("test"),
                        timeoutSeconds,
                        Instant.EPOCH);
            }

            @Override
            public ToolReply call(ToolInvocation invocation) throws Exception {
                return work.call(invocation);
            }
        };
    }

    public static Provenance provenance() {
        return Provenance.madeBy("test", Json.mapper().createObjectNode());
    }

    /** Eight by eight, black. */
    public static byte[] png() {
        return png(8, 8, 0);
    }

    /** A plain picture; another shade is another picture. */
    public static byte[] png(int width, int height, int shade) {
        try {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(new Color(shade, shade, shade));
            graphics.fillRect(0, 0, width, height);
            graphics.dispose();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
