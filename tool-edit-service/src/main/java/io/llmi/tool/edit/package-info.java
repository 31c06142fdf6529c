/** Changes an earlier picture. */
@NullMarked
package io.llmi.tool.edit;

import org.jspecify.annotations.NullMarked;
