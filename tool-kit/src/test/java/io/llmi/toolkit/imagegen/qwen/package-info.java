/** Tests of the clients of the Qwen-Image server against a strict server. */
@NullMarked
package io.llmi.toolkit.imagegen.qwen;

import org.jspecify.annotations.NullMarked;
