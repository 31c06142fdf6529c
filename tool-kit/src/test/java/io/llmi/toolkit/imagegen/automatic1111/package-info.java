/** A strict AUTOMATIC1111 server of our own, and the tests of its client. */
@NullMarked
package io.llmi.toolkit.imagegen.automatic1111;

import org.jspecify.annotations.NullMarked;
