/** Google's image search through SerpAPI. */
@NullMarked
package io.llmi.tool.search.serpapi;

import org.jspecify.annotations.NullMarked;
