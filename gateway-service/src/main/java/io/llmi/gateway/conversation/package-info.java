/** What was said before: every job keeps its side of the conversation, so that a later job can go on from it. */
@NullMarked
package io.llmi.gateway.conversation;

import org.jspecify.annotations.NullMarked;
