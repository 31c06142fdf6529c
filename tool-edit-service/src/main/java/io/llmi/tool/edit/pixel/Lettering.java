package io.llmi.tool.edit.pixel;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Writes a line of text on a dark band over the picture's lower edge. */
final class Lettering {
    private Lettering() {}

    /** @throws EditException if this machine has no fonts */
    static BufferedImage caption(BufferedImage image, String text) throws EditException {
        BufferedImage out = Areas.crop(PointOperations.each(image, (p, x, y) -> p), 0, 0, 1, 1);
        Graphics2D g = out.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            int size = Math.max(10, image.getHeight() / 16);
            g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
            int width = g.getFontMetrics().stringWidth(text);
            if (width > image.getWidth() * 0.94) {
                size = Math.max(6, (int) (size * image.getWidth() * 0.94 / width));
                g.setFont(g.getFont().deriveFont((float) size));
                width = g.getFontMetrics().stringWidth(text);
            }
            int band = (int) (size * 1.8);
            g.setColor(new Color(0, 0, 0, 150));
            g.fillRect(0, image.getHeight() - band, image.getWidth(), band);
            g.setColor(Color.WHITE);
            g.drawString(text, (image.getWidth() - width) / 2, image.getHeight() - (int) (size * 0.6));
            return out;
        } catch (RuntimeException | LinkageError | InternalError e) {
            // A JDK without fontconfig or font files fails in any of these ways at the first text.
            throw new EditException("This server has no fonts, so it cannot write a caption onto a picture.", e);
        } finally {
            g.dispose();
        }
    }
}
