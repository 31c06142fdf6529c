/** Searching the web for pictures, whatever service is asked: from a request to the best picture that can be had. */
@NullMarked
package io.llmi.tool.search.web;

import org.jspecify.annotations.NullMarked;
