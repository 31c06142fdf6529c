/** Finds the tags in a model's text while it is written; no Kafka, no framework. */
@NullMarked
package io.llmi.parser.scan;

import org.jspecify.annotations.NullMarked;
