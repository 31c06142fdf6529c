/** Tests of the clients of OpenAI's images API against a strict server. */
@NullMarked
package io.llmi.toolkit.imagegen.openai;

import org.jspecify.annotations.NullMarked;
