/** The public edge: submit, stream, collect and cancel jobs. */
@NullMarked
package io.llmi.gateway;

import org.jspecify.annotations.NullMarked;
