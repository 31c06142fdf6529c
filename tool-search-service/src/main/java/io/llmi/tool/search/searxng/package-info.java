/** A SearXNG instance of the operator's own. */
@NullMarked
package io.llmi.tool.search.searxng;

import org.jspecify.annotations.NullMarked;
