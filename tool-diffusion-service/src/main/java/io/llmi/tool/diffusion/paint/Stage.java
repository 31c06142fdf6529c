package io.llmi.tool.diffusion.paint;

/**
 * Where things stand in a backdrop, as shares of the picture's height.
 *
 * @param horizon where sky and ground or water meet
 * @param landmark base line of what is far and large
 * @param far base line of the figures that are farthest away
 * @param near base line of the nearest figures
 * @param floating whether figures float at any height: in space and under water
 */
record Stage(double horizon, double landmark, double far, double near, boolean floating) {}
