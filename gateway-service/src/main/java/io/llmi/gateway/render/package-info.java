/** A document as Markdown, HTML or a folder of files; pure, usable without the gateway. */
@NullMarked
package io.llmi.gateway.render;

import org.jspecify.annotations.NullMarked;
