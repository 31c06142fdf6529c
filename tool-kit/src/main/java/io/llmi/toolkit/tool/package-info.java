/** The runtime that every tool service shares; a new tool is one class that implements Tool. */
@NullMarked
package io.llmi.toolkit.tool;

import org.jspecify.annotations.NullMarked;
