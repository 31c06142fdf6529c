package io.llmi.gateway.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A model's Markdown with everything that would act on its own turned into text: raw HTML, pictures from elsewhere (which
 * load by themselves and so could carry data out), links that are not web or mail links. Pure and thread-safe.
 */
final class SafeMarkdown {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    /** Text that was inside of raw HTML is only read as Markdown after the HTML was escaped. */
    private static final int MAX_ROUNDS = 12;

    private static final Pattern ENTITY = Pattern.compile("&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})"
            + "|lrm|rlm|ZeroWidthSpace|Negative[A-Za-z]+Space|NoBreak|Invisible[A-Za-z]+|ApplyFunction|it|ic|af);");

    private SafeMarkdown() {}

    static String of(String text) {
        String safe = PlainText.visible(text);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Set<Integer> active = activeAt(safe);
            if (active.isEmpty()) {
                return safe;
            }
            safe = escaped(safe, active);
        }
        return literal(safe);
    }

    private static Set<Integer> activeAt(String text) {
        Set<Integer> active = new TreeSet<>();
        ENTITY.matcher(text).results().filter(SafeMarkdown::isInvisible).forEach(entity -> active.add(entity.start()));
        PARSER.parse(text).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlInline html) {
                active.addAll(starts(html));
            }

            @Override
            public void visit(HtmlBlock html) {
                for (SourceSpan span : html.getSourceSpans()) {
                    for (int i = span.getInputIndex(); i < span.getInputIndex() + span.getLength(); i++) {
                        if (text.charAt(i) == '<') {
                            active.add(i);
                        }
                    }
                }
            }

            @Override
            public void visit(Image image) {
                active.addAll(starts(image));
                visitChildren(image);
            }

            @Override
            public void visit(Link link) {
                if (!isAllowed(link.getDestination())) {
                    active.addAll(starts(link));
                }
                visitChildren(link);
            }
        });
        return active;
    }

    /** Whether a link may be followed: web, mail, or within the document. */
    static boolean isAllowed(String destination) {
        String scheme = destination.strip().toLowerCase(Locale.ROOT);
        return scheme.startsWith("https://")
                || scheme.startsWith("http://")
                || scheme.startsWith("mailto:")
                || scheme.startsWith("#");
    }

    private static boolean isInvisible(MatchResult entity) {
        String hex = entity.group(1);
        String decimal = entity.group(2);
        if (hex == null && decimal == null) {
            return true;
        }
        int point = hex != null ? Integer.parseInt(hex, 16) : Integer.parseInt(decimal);
        return Character.isValidCodePoint(point)
                && PlainText.visible(Character.toString(point)).isEmpty();
    }

    private static List<Integer> starts(Node node) {
        List<Integer> starts = new ArrayList<>();
        node.getSourceSpans().stream().findFirst().ifPresent(span -> starts.add(span.getInputIndex()));
        return starts;
    }

    /** With entities rather than backslashes, whose meaning would depend on the character before. */
    private static String escaped(String text, Set<Integer> positions) {
        StringBuilder out = new StringBuilder(text.length() + positions.size() * 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!positions.contains(i)) {
                out.append(c);
            } else if (c == '<') {
                out.append("&lt;");
            } else {
                out.append("&#").append((int) c).append(';');
            }
        }
        return out.toString();
    }

    private static String literal(String text) {
        return text.lines().map(line -> "    " + line + "\n").reduce("\n", String::concat);
    }
}
