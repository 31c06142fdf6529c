/** The judge's settings, and how its parts are put together. */
@NullMarked
package io.llmi.judge;

import org.jspecify.annotations.NullMarked;
