package io.llmi.judge.scaling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.TextPart;
import io.llmi.events.FailureCode;
import io.llmi.events.ImageCount;

/** What a candidate must keep to before anybody judges it. Pure. */
final class Rules {
    private Rules() {}

    /** The candidates that pass, and why the others do not. */
    record Verdict(List<Written> passed, Map<Integer, String> dropped) {}

    /**
     * @param written in the order of their numbers
     * @param wanted number of pictures
     * @param allowed tools; empty means every one
     */
    static Verdict apply(List<Written> written, ImageCount wanted, List<String> allowed) {
        List<Written> passed = new ArrayList<>();
        Map<Integer, String> dropped = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Written candidate : written) {
            Optional<String> broken = broken(candidate.reading(), wanted, allowed);
            if (broken.isEmpty() && !seen.add(candidate.draft().strip())) {
                broken = Optional.of("it repeats another candidate word for word");
            }
            broken.ifPresentOrElse(reason -> dropped.put(candidate.number(), reason), () -> passed.add(candidate));
        }
        return new Verdict(List.copyOf(passed), dropped);
    }

    private static Optional<String> broken(Document reading, ImageCount wanted, List<String> allowed) {
        List<ImagePart> tags = Tags.read(reading);
        List<ImagePart> readable = tags.stream().filter(Rules::isReadable).toList();
        if (tags.isEmpty() && !hasText(reading)) {
            return Optional.of("nothing was written");
        }
        Optional<String> stranger = readable.stream()
                .map(ImagePart::tool)
                .filter(tool -> !allowed.isEmpty() && !allowed.contains(tool))
                .findFirst();
        if (stranger.isPresent()) {
            return Optional.of("it uses the tool \"%s\", which the job does not allow".formatted(stranger.get()));
        }
        if (!wanted.isSatisfiedBy(readable.size())) {
            return Optional.of("it has %d readable tags, which is not what was asked for".formatted(readable.size()));
        }
        return Optional.empty();
    }

    /** In a text that was only read, each tag that would have been executed lacks its picture for that reason alone. */
    private static boolean isReadable(ImagePart tag) {
        return tag.error()
                .map(error -> error.code() == FailureCode.LIMIT_EXCEEDED)
                .orElse(true);
    }

    private static boolean hasText(Document reading) {
        return reading.parts().stream()
                .anyMatch(part -> part instanceof TextPart text && !text.text().isBlank());
    }
}
