/** Openverse, a catalogue of openly licensed pictures. */
@NullMarked
package io.llmi.tool.search.openverse;

import org.jspecify.annotations.NullMarked;
