/** Makes synthetic pictures. */
@NullMarked
package io.llmi.tool.diffusion;

import org.jspecify.annotations.NullMarked;
