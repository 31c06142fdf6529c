/** Test-time scaling: tries candidates for a job as jobs of their own, and makes the best one the job's document. */
@NullMarked
package io.llmi.judge.scaling;

import org.jspecify.annotations.NullMarked;
