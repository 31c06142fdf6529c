package io.llmi.tool.code;

/** How a sandbox for a program comes about. */
public enum CodeMode {
    /** Forked from an interpreter that has imported everything; cold where the machine does not allow that. */
    PREWARMED,
    /** A new interpreter in a new bubblewrap for each program. Slower by a second, with a memory layout of its own. */
    STRICT
}
