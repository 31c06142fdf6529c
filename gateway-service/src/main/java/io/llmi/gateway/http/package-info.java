/** What all routes share: problem details, security headers, limits. */
@NullMarked
package io.llmi.gateway.http;

import org.jspecify.annotations.NullMarked;
