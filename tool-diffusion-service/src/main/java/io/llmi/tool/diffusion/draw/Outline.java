package io.llmi.tool.diffusion.draw;

import java.awt.geom.Path2D;
import java.util.Scanner;
import java.util.regex.Pattern;

/** Reads outlines written like SVG path data: absolute M, L, Q, C and Z. */
final class Outline {
    private static final Pattern TOKEN = Pattern.compile("[MLQCZ]|-?\\d+(?:\\.\\d+)?");

    private Outline() {}

    /** @throws IllegalArgumentException if the data is not of that form */
    static Path2D of(String data) {
        Path2D path = new Path2D.Double();
        try (Scanner scanner = new Scanner(data)) {
            var tokens = scanner.findAll(TOKEN).map(match -> match.group()).iterator();
            String command = "M";
            while (tokens.hasNext()) {
                String token = tokens.next();
                String first = token;
                if (Character.isLetter(token.charAt(0))) {
                    command = token;
                    if ("Z".equals(command)) {
                        path.closePath();
                        continue;
                    }
                    first = tokens.next();
                }
                double[] n = new double[arguments(command)];
                n[0] = Double.parseDouble(first);
                for (int i = 1; i < n.length; i++) {
                    n[i] = Double.parseDouble(tokens.next());
                }
                switch (command) {
                    case "M" -> path.moveTo(n[0], n[1]);
                    case "L" -> path.lineTo(n[0], n[1]);
                    case "Q" -> path.quadTo(n[0], n[1], n[2], n[3]);
                    default -> path.curveTo(n[0], n[1], n[2], n[3], n[4], n[5]);
                }
            }
        }
        return path;
    }

    private static int arguments(String command) {
        return switch (command) {
            case "M", "L" -> 2;
            case "Q" -> 4;
            case "C" -> 6;
            default -> throw new IllegalArgumentException("unknown path command " + command);
        };
    }
}
