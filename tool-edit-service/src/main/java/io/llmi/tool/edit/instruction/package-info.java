/** Reads what an instruction asks for, as a list of operations. */
@NullMarked
package io.llmi.tool.edit.instruction;

import org.jspecify.annotations.NullMarked;
