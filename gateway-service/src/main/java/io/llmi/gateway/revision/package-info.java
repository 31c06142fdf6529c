/** Finished documents with one picture changed: what is asked, what it entails, and the job that it becomes. */
@NullMarked
package io.llmi.gateway.revision;

import org.jspecify.annotations.NullMarked;
