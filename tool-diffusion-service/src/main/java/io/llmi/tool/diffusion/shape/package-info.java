/** Vector shapes of everything that a scene can show. */
@NullMarked
package io.llmi.tool.diffusion.shape;

import org.jspecify.annotations.NullMarked;
