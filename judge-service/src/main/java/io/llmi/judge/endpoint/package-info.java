/** Judges' models behind OpenAI-compatible endpoints. */
@NullMarked
package io.llmi.judge.endpoint;

import org.jspecify.annotations.NullMarked;
