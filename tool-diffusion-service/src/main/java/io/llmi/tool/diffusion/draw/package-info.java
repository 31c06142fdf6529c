/** Colours, noise and a brush in local coordinates, on Java2D. */
@NullMarked
package io.llmi.tool.diffusion.draw;

import org.jspecify.annotations.NullMarked;
