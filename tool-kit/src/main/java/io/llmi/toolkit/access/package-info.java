/** Who may do what: API keys, bearer tokens of an identity provider, and the gate that asks for them. */
@NullMarked
package io.llmi.toolkit.access;

import org.jspecify.annotations.NullMarked;
