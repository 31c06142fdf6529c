/** What can be said about text and pictures without a model; it never pretends to be more. */
@NullMarked
package io.llmi.judge.heuristic;

import org.jspecify.annotations.NullMarked;
