/** What is judged: a draft, the document that became of it, and what can be counted in both. */
@NullMarked
package io.llmi.judge.subject;

import org.jspecify.annotations.NullMarked;
