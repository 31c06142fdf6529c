/** A folder of pictures with their licences, searched by their descriptions. */
@NullMarked
package io.llmi.tool.search.library;

import org.jspecify.annotations.NullMarked;
