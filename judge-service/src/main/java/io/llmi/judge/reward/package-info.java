/** The formulas of the reward, exactly as the paper's release computes them; nothing else. */
@NullMarked
package io.llmi.judge.reward;

import org.jspecify.annotations.NullMarked;
