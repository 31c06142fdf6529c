/** Gets one picture from the open web as clean bytes, or says why it is of no use. */
@NullMarked
package io.llmi.tool.search.picture;

import org.jspecify.annotations.NullMarked;
