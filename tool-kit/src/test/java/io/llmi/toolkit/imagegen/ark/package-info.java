/** Tests of the clients of Ark against a strict server. */
@NullMarked
package io.llmi.toolkit.imagegen.ark;

import org.jspecify.annotations.NullMarked;
