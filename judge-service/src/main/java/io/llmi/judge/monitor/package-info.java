/** Watches for reward hacking. */
@NullMarked
package io.llmi.judge.monitor;

import org.jspecify.annotations.NullMarked;
