package io.llmi.tool.diffusion.draw;

/** Seeded value noise and its fractal sum. Immutable. */
public final class Noise {
    private final long seed;

    public Noise(long seed) {
        this.seed = seed;
    }

    /** Smooth noise in 0..1 with features of size 1. */
    public double at(double x, double y) {
        int xi = (int) Math.floor(x);
        int yi = (int) Math.floor(y);
        double u = ease(x - xi);
        double v = ease(y - yi);
        double top = lattice(xi, yi) * (1 - u) + lattice(xi + 1, yi) * u;
        double bottom = lattice(xi, yi + 1) * (1 - u) + lattice(xi + 1, yi + 1) * u;
        return top * (1 - v) + bottom * v;
    }

    /** Fractal sum of {@code octaves} layers, each twice as fine and half as strong; in 0..1. */
    public double fractal(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double total = 0;
        double fx = x;
        double fy = y;
        for (int i = 0; i < octaves; i++) {
            sum += weight * at(fx, fy);
            total += weight;
            weight *= 0.5;
            fx = fx * 2 + 17.3;
            fy = fy * 2 + 5.1;
        }
        return sum / total;
    }

    /** Fractal noise folded into sharp crests, for ridges; in 0..1. */
    public double ridged(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0.5;
        double total = 0;
        double frequency = 1;
        for (int i = 0; i < octaves; i++) {
            double n = 1 - Math.abs(2 * at(x * frequency + 31 * i, y + 7 * i) - 1);
            sum += weight * n * n;
            total += weight;
            weight *= 0.5;
            frequency *= 2;
        }
        return sum / total;
    }

    private double lattice(int x, int y) {
        long h = seed ^ (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL);
        h = (h ^ (h >>> 31)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return ((h ^ (h >>> 31)) >>> 11) * 0x1.0p-53;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
