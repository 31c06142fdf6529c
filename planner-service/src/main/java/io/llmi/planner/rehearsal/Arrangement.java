package io.llmi.planner.rehearsal;

import java.util.List;

/**
 * Which pictures the document has, in its order.
 *
 * @param notes what could not be done as asked, in sentences for the reader
 * @param tables charts that no tool can draw and that are written as tables
 */
record Arrangement(List<Slot> slots, List<String> notes, List<ChartData> tables) {
    Arrangement {
        slots = List.copyOf(slots);
        notes = List.copyOf(notes);
        tables = List.copyOf(tables);
    }
}
