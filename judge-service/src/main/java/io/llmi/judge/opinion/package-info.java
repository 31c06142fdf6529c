/** Verdicts of the judges, with heuristics and abstention, joined into the reward. */
@NullMarked
package io.llmi.judge.opinion;

import org.jspecify.annotations.NullMarked;
