/** The reward service's HTTP route. */
@NullMarked
package io.llmi.judge.http;

import org.jspecify.annotations.NullMarked;
