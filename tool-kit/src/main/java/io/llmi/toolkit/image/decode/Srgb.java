package io.llmi.toolkit.image.decode;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Optional;

/** Brings decoded pixels to eight bits a sample of sRGB. */
final class Srgb {
    private Srgb() {}

    /**
     * The picture in one of the usual types: grey, palette, RGB or ARGB.
     *
     * @param profile what its samples mean; sRGB where it is absent, broken or meant for other samples
     */
    static BufferedImage of(BufferedImage pixels, Optional<byte[]> profile) {
        BufferedImage plain = plain(pixels);
        Optional<ICC_Profile> usable = profile.flatMap(Srgb::parse).filter(p -> fits(p, plain));
        if (usable.isEmpty()) {
            return plain;
        }
        try {
            return convert(plain, usable.get());
        } catch (CMMException | IllegalArgumentException e) {
            // A profile that cannot be applied is shown by browsers as if it were not there.
            return plain;
        }
    }

    /** Whether any pixel is not opaque. */
    static boolean showsThrough(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return false;
        }
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int argb : row) {
                if (argb >>> 24 != 0xff) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The picture without its alpha. */
    static BufferedImage opaque(BufferedImage image) {
        return drawn(image, BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage plain(BufferedImage image) {
        return switch (image.getType()) {
            case BufferedImage.TYPE_INT_RGB,
                    BufferedImage.TYPE_INT_ARGB,
                    BufferedImage.TYPE_3BYTE_BGR,
                    BufferedImage.TYPE_4BYTE_ABGR,
                    BufferedImage.TYPE_BYTE_GRAY,
                    BufferedImage.TYPE_BYTE_INDEXED,
                    BufferedImage.TYPE_BYTE_BINARY -> image;
            default ->
                image.getColorModel() instanceof ComponentColorModel
                        ? fromSamples(image)
                        : drawn(image, rgbType(image));
        };
    }

    /**
     * Eight bits of each sample as they are. Drawing instead would take grey for linear light and make it paler than every
     * viewer shows it.
     */
    private static BufferedImage fromSamples(BufferedImage image) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int shift = Math.max(0, image.getColorModel().getComponentSize(0) - 8);
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), rgbType(image));
        int[] samples = new int[image.getWidth() * bands];
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, row.length, 1, samples);
            for (int x = 0, at = 0; x < row.length; x++, at += bands) {
                int red = samples[at] >> shift;
                boolean grey = bands < 3;
                int green = grey ? red : samples[at + 1] >> shift;
                int blue = grey ? red : samples[at + 2] >> shift;
                int alpha = bands % 2 == 0 ? samples[at + bands - 1] >> shift : 0xff;
                row[x] = alpha << 24 | red << 16 | green << 8 | blue;
            }
            plain.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return plain;
    }

    private static Optional<ICC_Profile> parse(byte[] profile) {
        try {
            return Optional.of(ICC_Profile.getInstance(profile));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(ICC_Profile profile, BufferedImage image) {
        int wanted = image.getType() == BufferedImage.TYPE_BYTE_GRAY ? ColorSpace.TYPE_GRAY : ColorSpace.TYPE_RGB;
        return profile.getColorSpaceType() == wanted;
    }

    /** Takes the samples for what the profile says, and converts. */
    private static BufferedImage convert(BufferedImage image, ICC_Profile profile) {
        boolean alpha = image.getColorModel().hasAlpha();
        boolean grey = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
        BufferedImage samples =
                grey ? image : drawn(image, alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        ColorModel model = new ComponentColorModel(
                new ICC_ColorSpace(profile),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        BufferedImage meant = new BufferedImage(model, samples.getRaster(), false, null);
        BufferedImage converted = new BufferedImage(image.getWidth(), image.getHeight(), rgbType(image));
        return new ColorConvertOp(null).filter(meant, converted);
    }

    private static BufferedImage drawn(BufferedImage image, int type) {
        if (image.getType() == type) {
            return image;
        }
        BufferedImage drawn = new BufferedImage(image.getWidth(), image.getHeight(), type);
        Graphics2D graphics = drawn.createGraphics();
        try {
            graphics.setComposite(AlphaComposite.Src);
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return drawn;
    }

    private static int rgbType(BufferedImage image) {
        return image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    }
}
