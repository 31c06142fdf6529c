/** Brave's image search. */
@NullMarked
package io.llmi.tool.search.brave;

import org.jspecify.annotations.NullMarked;
