/** Looking at picture bytes before anyone trusts them. */
@NullMarked
package io.llmi.toolkit.image;

import org.jspecify.annotations.NullMarked;
