/** What every planner backend is: a streamed draft in, typed errors out. */
@NullMarked
package io.llmi.planner.backend;

import org.jspecify.annotations.NullMarked;
