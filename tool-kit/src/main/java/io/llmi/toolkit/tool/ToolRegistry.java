package io.llmi.toolkit.tool;

import java.util.List;

import io.llmi.events.ToolManifest;

/** The tools that are registered at this moment, as their manifests on the tools topic say. Thread-safe. */
public interface ToolRegistry {
    /** Sorted by name; tools that stopped repeating their manifest are left out. */
    List<ToolManifest> tools();
}
