/** Ties picture handling to the application: its settings and the one sanitizer of the process. */
@NullMarked
package io.llmi.toolkit.imaging;

import org.jspecify.annotations.NullMarked;
