package io.llmi.toolkit.imagegen;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Width and height of a picture, and how the nearest that a backend has is found.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record PictureSize(int width, int height) {
    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,5})\\s*[xX*×]\\s*(\\d{1,5})\\s*");

    public PictureSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of %d x %d pixels".formatted(width, height));
        }
    }

    /** What {@code 1024x768} says, or empty if the text is no size. */
    public static Optional<PictureSize> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int width = Integer.parseInt(matcher.group(1));
        int height = Integer.parseInt(matcher.group(2));
        return width < 1 || height < 1 ? Optional.empty() : Optional.of(new PictureSize(width, height));
    }

    public long pixels() {
        return (long) width * height;
    }

    /** The one of the nearest shape; of equal shapes the one of the nearest area. */
    public PictureSize nearestOf(List<PictureSize> sizes) {
        return sizes.stream()
                .min(Comparator.comparingDouble((PictureSize size) -> Math.abs(Math.log(size.ratio() / ratio())))
                        .thenComparingDouble(size -> Math.abs(Math.log((double) size.pixels() / pixels()))))
                .orElseThrow(() -> new IllegalArgumentException("no size to choose from"));
    }

    /** Of the same shape, as far as the sides may differ, scaled to have a number of pixels in the range. */
    public PictureSize scaledInto(long minPixels, long maxPixels, double maxRatio) {
        double shape = Math.clamp(ratio(), 1 / maxRatio, maxRatio);
        double area = Math.clamp((double) pixels(), (double) minPixels, (double) maxPixels);
        return rounded(Math.sqrt(area * shape), Math.sqrt(area / shape));
    }

    /** Both sides within a range. */
    public PictureSize clamped(int minSide, int maxSide) {
        return new PictureSize(Math.clamp(width, minSide, maxSide), Math.clamp(height, minSide, maxSide));
    }

    /** Both sides rounded to the nearest multiple. */
    public PictureSize inStepsOf(int step) {
        return new PictureSize(stepped(width, step), stepped(height, step));
    }

    /** The same with sides that are multiples and an area of at least so much: rounding alone might fall below. */
    public PictureSize raisedInStepsOf(int step) {
        return new PictureSize((width + step - 1) / step * step, (height + step - 1) / step * step);
    }

    /** {@code 1024x768} */
    @Override
    public String toString() {
        return width + "x" + height;
    }

    private double ratio() {
        return (double) width / height;
    }

    private static PictureSize rounded(double width, double height) {
        return new PictureSize(Math.max(1, (int) Math.round(width)), Math.max(1, (int) Math.round(height)));
    }

    private static int stepped(int side, int step) {
        return Math.max(step, (side + step / 2) / step * step);
    }
}
