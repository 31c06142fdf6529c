/** Benchmarks: each prints one report, for people or as one JSON object, with a baseline from the same run. */
@NullMarked
package io.llmi.bench;

import org.jspecify.annotations.NullMarked;
