/** Reads a prompt's words into a scene: what, where, when and in which style. */
@NullMarked
package io.llmi.tool.diffusion.scene;

import org.jspecify.annotations.NullMarked;
