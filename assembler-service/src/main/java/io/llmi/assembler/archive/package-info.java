/** Finished documents, kept in the blob store for longer than Kafka keeps the log. */
@NullMarked
package io.llmi.assembler.archive;

import org.jspecify.annotations.NullMarked;
