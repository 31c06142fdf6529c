/** The backends of a tool: tried in the configured order, each within its limits, until one makes the picture. */
@NullMarked
package io.llmi.toolkit.backend;

import org.jspecify.annotations.NullMarked;
