/** How much a tenant may use, and how much the system takes on at all. */
@NullMarked
package io.llmi.gateway.quota;

import org.jspecify.annotations.NullMarked;
