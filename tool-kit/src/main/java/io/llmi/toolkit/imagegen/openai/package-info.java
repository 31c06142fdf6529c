/** Pictures made and edited by servers with OpenAI's images API: OpenAI, vLLM-Omni, SGLang. */
@NullMarked
package io.llmi.toolkit.imagegen.openai;

import org.jspecify.annotations.NullMarked;
