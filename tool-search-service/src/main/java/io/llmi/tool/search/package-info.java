/** Finds real pictures with their licence and attribution. */
@NullMarked
package io.llmi.tool.search;

import org.jspecify.annotations.NullMarked;
