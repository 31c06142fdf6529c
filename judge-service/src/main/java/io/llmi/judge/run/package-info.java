/** Runs completions through the real pipeline. */
@NullMarked
package io.llmi.judge.run;

import org.jspecify.annotations.NullMarked;
