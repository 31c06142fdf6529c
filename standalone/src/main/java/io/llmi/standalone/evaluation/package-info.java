/** Runs benchmarks and experiments through the public API and reports what came of them. */
@NullMarked
package io.llmi.standalone.evaluation;

import org.jspecify.annotations.NullMarked;
