package io.llmi.standalone.evaluation;

import java.util.List;

import io.llmi.standalone.evaluation.task.Task;

/**
 * One side of an experiment: the same kind of tasks under settings of its own.
 *
 * @param name for files and tables
 */
record Arm(String name, Settings settings, List<Task> tasks) {
    Arm {
        tasks = List.copyOf(tasks);
    }
}
