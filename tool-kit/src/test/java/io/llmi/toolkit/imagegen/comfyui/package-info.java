/** A strict ComfyUI server of our own, and the tests of its client. */
@NullMarked
package io.llmi.toolkit.imagegen.comfyui;

import org.jspecify.annotations.NullMarked;
