/** Joins text and pictures by correlation ID into the final document. */
@NullMarked
package io.llmi.assembler;

import org.jspecify.annotations.NullMarked;
