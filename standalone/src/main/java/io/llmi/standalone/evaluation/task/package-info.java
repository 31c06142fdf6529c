/** What a benchmark asks for, read from the formats that are around. */
@NullMarked
package io.llmi.standalone.evaluation.task;

import org.jspecify.annotations.NullMarked;
