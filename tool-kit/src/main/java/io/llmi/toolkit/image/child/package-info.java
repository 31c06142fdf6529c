/** Decoding in processes that can be killed: the pool, one process, and the program that it runs. */
@NullMarked
package io.llmi.toolkit.image.child;

import org.jspecify.annotations.NullMarked;
