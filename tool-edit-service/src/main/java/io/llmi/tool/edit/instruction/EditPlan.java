package io.llmi.tool.edit.instruction;

import java.util.List;

/**
 * What an instruction asks for.
 *
 * @param operations in the order of the text
 * @param ignored words of substance that belong to no operation, in the order of the text
 */
public record EditPlan(List<Operation> operations, List<String> ignored) {
    public EditPlan {
        operations = List.copyOf(operations);
        ignored = List.copyOf(ignored);
    }
}
