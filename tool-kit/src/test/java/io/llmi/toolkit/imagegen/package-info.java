/** Pictures for the tests of the backends. */
@NullMarked
package io.llmi.toolkit.imagegen;

import org.jspecify.annotations.NullMarked;
