/** What judges are asked and how their answers are read. */
@NullMarked
package io.llmi.judge.rubric;

import org.jspecify.annotations.NullMarked;
