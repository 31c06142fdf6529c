package io.llmi.tool.diffusion.scene;

import java.awt.Color;
import java.util.Optional;

/**
 * Something to show.
 *
 * @param count how many of it, 1..9
 * @param colour the colour that the prompt gives it
 */
public record Figure(Subject subject, int count, Optional<Color> colour) {}
