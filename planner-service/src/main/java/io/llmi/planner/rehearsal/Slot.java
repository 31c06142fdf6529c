package io.llmi.planner.rehearsal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A picture in the document's order.
 *
 * @param wish what is shown
 * @param tool what makes it
 * @param description in one sentence, for the tag
 * @param params of the tool
 */
record Slot(Wish wish, String tool, String description, ObjectNode params) {}
