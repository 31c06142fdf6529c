/** The commands of ./llmi. */
@NullMarked
package io.llmi.standalone.cli;

import org.jspecify.annotations.NullMarked;
