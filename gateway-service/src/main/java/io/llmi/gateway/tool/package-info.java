/** The live tool registry. */
@NullMarked
package io.llmi.gateway.tool;

import org.jspecify.annotations.NullMarked;
