/** Runs planner-written Python in a sandbox and returns its chart. */
@NullMarked
package io.llmi.tool.code;

import org.jspecify.annotations.NullMarked;
