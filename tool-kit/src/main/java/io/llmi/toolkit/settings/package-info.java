/** What settings have to do with each other. */
@NullMarked
package io.llmi.toolkit.settings;

import org.jspecify.annotations.NullMarked;
