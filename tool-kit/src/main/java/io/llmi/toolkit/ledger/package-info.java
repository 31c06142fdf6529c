/** What tools remember beyond a process's life: calls that were begun and finished, and results to use again. */
@NullMarked
package io.llmi.toolkit.ledger;

import org.jspecify.annotations.NullMarked;
