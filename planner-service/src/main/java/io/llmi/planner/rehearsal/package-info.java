/** The rule-based planner that stands in when no language model is configured, and says so. */
@NullMarked
package io.llmi.planner.rehearsal;

import org.jspecify.annotations.NullMarked;
