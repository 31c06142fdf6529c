/** What jobs may spend on pictures, and who decides it among all workers. */
@NullMarked
package io.llmi.toolkit.budget;

import org.jspecify.annotations.NullMarked;
