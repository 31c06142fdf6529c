package io.llmi.tool.edit.pixel;

import java.awt.image.BufferedImage;
import java.util.List;

import io.llmi.tool.edit.instruction.Operation;

/** Applies operations one after another. Thread-safe; leaves its input alone. */
public final class ImageEditor {
    private final int maxSide;

    /** @param maxSide the largest width and height in pixels that a result may have */
    public ImageEditor(int maxSide) {
        this.maxSide = maxSide;
    }

    /** @throws EditException if a result would be too large, or text cannot be drawn */
    public BufferedImage apply(BufferedImage image, List<Operation> operations) throws EditException {
        BufferedImage now = bounded(image);
        for (Operation operation : operations) {
            now = bounded(apply(now, operation));
        }
        return now;
    }

    /** Frames and rotations may outgrow the bounds a little; the picture is then scaled down to fit. */
    private BufferedImage bounded(BufferedImage image) {
        int side = Math.max(image.getWidth(), image.getHeight());
        if (side <= maxSide) {
            return image;
        }
        double k = (double) maxSide / side;
        return Areas.resized(
                image, Math.max(1, (int) (image.getWidth() * k)), Math.max(1, (int) (image.getHeight() * k)));
    }

    private BufferedImage apply(BufferedImage image, Operation operation) throws EditException {
        return switch (operation) {
            case Operation.Night night -> NightFall.apply(image);
            case Operation.Brightness(double factor) -> PointOperations.brightness(image, factor);
            case Operation.Contrast(double factor) -> PointOperations.contrast(image, factor);
            case Operation.Saturation(double factor) -> PointOperations.saturation(image, factor);
            case Operation.Warmth(double amount) -> PointOperations.warmth(image, amount);
            case Operation.Sepia sepia -> PointOperations.sepia(image);
            case Operation.Invert invert -> PointOperations.invert(image);
            case Operation.Tint tint -> PointOperations.tint(image, tint.colour());
            case Operation.Blur blur ->
                Areas.blur(image, Math.max(2, Math.min(image.getWidth(), image.getHeight()) / 110));
            case Operation.Sharpen sharpen -> Areas.sharpen(image);
            case Operation.Pixelate pixelate -> Areas.pixelate(image);
            case Operation.Posterise posterise -> PointOperations.posterise(image);
            case Operation.Rotate(double degrees) -> Areas.rotate(image, degrees);
            case Operation.Flip(boolean horizontal) -> Areas.flip(image, horizontal);
            case Operation.Crop crop -> Areas.crop(image, crop.left(), crop.top(), crop.right(), crop.bottom());
            case Operation.Aspect(double ratio) -> Areas.aspect(image, ratio);
            case Operation.Resize(int width, int height) -> resize(image, width, height);
            case Operation.Scale(double factor) ->
                resize(image, (int) Math.round(image.getWidth() * factor), (int)
                        Math.round(image.getHeight() * factor));
            case Operation.Border(var colour) -> Areas.border(image, colour);
            case Operation.Caption(String text) -> Lettering.caption(image, text);
        };
    }

    private BufferedImage resize(BufferedImage image, int width, int height) throws EditException {
        if (Math.max(width, height) > maxSide || Math.min(width, height) < 1) {
            throw new EditException("A picture of %d x %d pixels was asked for; sides of 1 to %d pixels are possible."
                    .formatted(width, height, maxSide));
        }
        return Areas.resized(image, width, height);
    }
}
