package io.llmi.events;

/**
 * Test-time scaling that a job asks for.
 *
 * @param samples candidate documents that are planned, at least 1
 * @param keep candidates that are enhanced, from 1 to {@code samples}
 * @param variants search and diffusion variants tried for each picture, at least 1
 * @param polish whether the text is rewritten to fit the pictures
 */
public record Scaling(int samples, int keep, int variants, boolean polish) {
    public static final Scaling NONE = new Scaling(1, 1, 1, false);

    public Scaling {
        samples = Math.max(1, samples);
        keep = Math.clamp(keep, 1, samples);
        variants = Math.max(1, variants);
    }
}
