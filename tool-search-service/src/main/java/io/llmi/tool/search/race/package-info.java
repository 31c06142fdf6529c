/** Tries candidates at the same time and still takes the one that trying them one by one would have taken. */
@NullMarked
package io.llmi.tool.search.race;

import org.jspecify.annotations.NullMarked;
