/** A job's document in the form that the client asks for. */
@NullMarked
package io.llmi.gateway.document;

import org.jspecify.annotations.NullMarked;
