/** Pictures made by the web UI of AUTOMATIC1111 or Forge. */
@NullMarked
package io.llmi.toolkit.imagegen.automatic1111;

import org.jspecify.annotations.NullMarked;
