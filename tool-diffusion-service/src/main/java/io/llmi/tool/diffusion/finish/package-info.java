/** What happens to the painted picture: artistic media, caption, encoding. */
@NullMarked
package io.llmi.tool.diffusion.finish;

import org.jspecify.annotations.NullMarked;
