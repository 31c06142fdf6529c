/** Pictures made by workflows on a ComfyUI server. */
@NullMarked
package io.llmi.toolkit.imagegen.comfyui;

import org.jspecify.annotations.NullMarked;
