/** Classical image operations on Java2D. */
@NullMarked
package io.llmi.tool.edit.pixel;

import org.jspecify.annotations.NullMarked;
