/** Consumes jobs, streams the language model, emits plan chunks. */
@NullMarked
package io.llmi.planner;

import org.jspecify.annotations.NullMarked;
