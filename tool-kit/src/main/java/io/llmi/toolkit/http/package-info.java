/** HTTP towards backends that an operator configured: whole-call deadline, size caps, typed failures. */
@NullMarked
package io.llmi.toolkit.http;

import org.jspecify.annotations.NullMarked;
