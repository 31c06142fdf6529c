/** For the tests of all backends: servers that speak a protocol strictly and fail on demand, and what every client owes. */
@NullMarked
package io.llmi.toolkit.contract;

import org.jspecify.annotations.NullMarked;
