/** Google's Custom Search JSON API. */
@NullMarked
package io.llmi.tool.search.google;

import org.jspecify.annotations.NullMarked;
