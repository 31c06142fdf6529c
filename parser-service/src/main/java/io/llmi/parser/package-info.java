/** Reads tags out of plan chunks and dispatches each call the moment its tag closes. */
@NullMarked
package io.llmi.parser;

import org.jspecify.annotations.NullMarked;
