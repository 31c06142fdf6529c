package io.llmi.judge.heuristic;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.llmi.events.Document.ImagePart;
import io.llmi.events.FailureCode;
import io.llmi.judge.reward.TextScores;
import io.llmi.judge.subject.Subject;

/**
 * Text and tags without a model. Text: structure, coverage of the request's words, length. Tags: no phrases that
 * announce a picture, descriptions that say something and differ, calls that a tool can take.
 */
public final class TextHeuristic {
    /** From this on a text is not too short for a document. */
    private static final int ENOUGH_WORDS = 120;

    /** From this on it gets too long. */
    private static final int MANY_WORDS = 4000;

    private static final int DESCRIPTION_WORDS = 4;

    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+\\S");
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?。！？:)\"”*|`]\\s*$");

    private static final String PICTURE =
            "(?:image|picture|photo|photograph|chart|graph|plot|figure|illustration|diagram|painting|drawing)";

    /** Ways to announce a picture, which the system prompt forbids: the reader sees the picture. */
    private static final Pattern INTRODUCTION = Pattern.compile(
            "\\b(?:the|this)\\s+(?:following|next|above|below)\\s+%1$s\\b".formatted(PICTURE)
                    + "|\\b(?:the|this)\\s+%1$s\\s+(?:below|above)\\b".formatted(PICTURE)
                    + "|\\bhere(?:'s|’s|\\s+is|\\s+are)\\s+(?:an?|the|some)?\\s*(?:\\w+\\s+)?%1$ss?\\b"
                            .formatted(PICTURE)
                    + "|\\bbelow\\s+(?:is|are|you\\s+(?:can\\s+)?see)\\b"
                    + "|\\b(?:see|look\\s+at)\\s+the\\s+%1$s\\b".formatted(PICTURE)
                    + "|\\bas\\s+(?:shown|seen|illustrated|depicted)\\s+(?:below|above|in\\s+the\\s+%1$s)\\b"
                            .formatted(PICTURE)
                    + "|\\b(?:is|are)\\s+(?:shown|depicted|illustrated)\\s+(?:below|above)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Failures that the tag itself causes, not the tool. */
    private static final Set<FailureCode> TAG_FAULTS = Set.of(
            FailureCode.UNREADABLE_TAG,
            FailureCode.UNKNOWN_TOOL,
            FailureCode.LIMIT_EXCEEDED,
            FailureCode.BAD_REFERENCE,
            FailureCode.BAD_REQUEST,
            FailureCode.NO_OUTPUT);

    private TextHeuristic() {}

    /** What text and tags look like. */
    public static Impression<TextScores> of(Subject subject) {
        String prose = subject.prose();
        List<ImagePart> tags = subject.pictures();
        Breakdown seen = new Breakdown()
                .add("structure", structure(prose))
                .add("coverage", coverage(subject))
                .add("length", length(Words.count(prose)))
                .add("no_introductions", 1 - (double) introductions(prose) / Math.max(1, tags.size()))
                .add("described", share(tags, tag -> Words.count(tag.description()) >= DESCRIPTION_WORDS))
                .add("distinct", distinct(tags))
                .add(
                        "executable",
                        share(
                                tags,
                                tag -> tag.error()
                                        .filter(error -> TAG_FAULTS.contains(error.code()))
                                        .isEmpty()));
        return new Impression<>(
                new TextScores(
                        seen.score(List.of("structure", "coverage", "length")),
                        seen.score(List.of("no_introductions", "described", "distinct", "executable"))),
                seen.values());
    }

    /** How many phrases announce a picture. */
    static int introductions(String prose) {
        return (int) INTRODUCTION.matcher(prose).results().count();
    }

    private static double structure(String prose) {
        String text = prose.strip();
        if (text.isEmpty()) {
            return 0;
        }
        double heading = HEADING.matcher(text).find() ? 0.4 : 0;
        double paragraphs = PARAGRAPHS.split(text).length >= 3 ? 0.3 : 0;
        double ended = SENTENCE_END.matcher(text).find() ? 0.3 : 0;
        return heading + paragraphs + ended;
    }

    private static double coverage(Subject subject) {
        StringBuilder all = new StringBuilder(subject.prose());
        subject.pictures().forEach(picture -> all.append('\n').append(picture.description()));
        return Words.coverage(Words.of(subject.question()), Words.of(all.toString()));
    }

    private static double length(int words) {
        return words <= MANY_WORDS ? (double) words / ENOUGH_WORDS : (double) MANY_WORDS / words;
    }

    private static double distinct(List<ImagePart> tags) {
        if (tags.isEmpty()) {
            return 1;
        }
        long different = tags.stream()
                .map(tag -> tag.description().strip().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        return (double) different / tags.size();
    }

    private static double share(List<ImagePart> tags, Predicate<ImagePart> which) {
        return tags.isEmpty() ? 1 : (double) tags.stream().filter(which).count() / tags.size();
    }
}
