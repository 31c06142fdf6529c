/** Wikimedia Commons through its MediaWiki API. */
@NullMarked
package io.llmi.tool.search.commons;

import org.jspecify.annotations.NullMarked;
