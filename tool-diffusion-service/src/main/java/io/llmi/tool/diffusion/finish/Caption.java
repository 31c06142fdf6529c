package io.llmi.tool.diffusion.finish;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

import io.llmi.tool.diffusion.draw.Tone;
import org.jboss.logging.Logger;

/** The small note in a corner that says what was drawn and that no model drew it. */
public final class Caption {
    private static final Logger LOG = Logger.getLogger(Caption.class);
    private static final int MAX_WORDS = 5;

    private Caption() {}

    /**
     * Writes onto the picture.
     *
     * @return false if this machine has no fonts; the picture then stays as it was
     */
    public static boolean write(BufferedImage image, List<String> words) {
        String subject = String.join(" · ", words.subList(0, Math.min(MAX_WORDS, words.size())));
        String text = (subject.isEmpty() ? "" : subject + "  |  ") + "procedural rehearsal image";
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            int size = Math.max(9, image.getHeight() / 58);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
            int width = g.getFontMetrics().stringWidth(text);
            double x = image.getWidth() - width - size * 2.2;
            double y = image.getHeight() - size * 2.5;
            g.setColor(Tone.alpha(Color.BLACK, 0.3));
            g.fill(new RoundRectangle2D.Double(x, y, width + size * 1.2, size * 1.7, size, size));
            g.setColor(Tone.alpha(Color.WHITE, 0.85));
            g.drawString(text, (float) (x + size * 0.6), (float) (y + size * 1.22));
            return true;
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A JDK without fontconfig or font files fails in any of these ways at the first text.
            LOG.warnf("no caption: this machine has no usable fonts (%s); install fontconfig and a font", e);
            return false;
        } finally {
            g.dispose();
        }
    }
}
