/** What the backends of the diffusion and the edit tool share: what they are asked, how they are chosen, and how pictures are sized. */
@NullMarked
package io.llmi.toolkit.imagegen;

import org.jspecify.annotations.NullMarked;
