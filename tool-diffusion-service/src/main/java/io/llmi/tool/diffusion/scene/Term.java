package io.llmi.tool.diffusion.scene;

import java.util.List;

/** Something that words of a prompt stand for. */
public sealed interface Term permits Sky, Weather, Setting, Subject, Medium, Hue {
    /** The words and phrases for it, in lower case and singular. */
    List<String> words();
}
