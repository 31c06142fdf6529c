/** Composes a scene: sky, backdrop, figures, light. */
@NullMarked
package io.llmi.tool.diffusion.paint;

import org.jspecify.annotations.NullMarked;
