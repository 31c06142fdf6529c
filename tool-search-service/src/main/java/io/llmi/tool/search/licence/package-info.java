/** Under which terms a found picture may be used, and what the operator and the caller accept. */
@NullMarked
package io.llmi.tool.search.licence;

import org.jspecify.annotations.NullMarked;
