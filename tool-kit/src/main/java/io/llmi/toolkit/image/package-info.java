/** Pictures as bytes: looking at them before anyone trusts them, cleaning them, and encoding our own. */
@NullMarked
package io.llmi.toolkit.image;

import org.jspecify.annotations.NullMarked;
