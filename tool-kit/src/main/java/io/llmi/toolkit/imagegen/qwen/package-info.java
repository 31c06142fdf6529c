/** Pictures made and edited by the Qwen-Image server of the LLM-I paper's release. */
@NullMarked
package io.llmi.toolkit.imagegen.qwen;

import org.jspecify.annotations.NullMarked;
