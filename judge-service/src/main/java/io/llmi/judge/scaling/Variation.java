package io.llmi.judge.scaling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.JobId;
import io.llmi.events.Revision;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolManifest;
import io.llmi.events.ToolResult;

/** Asks for a draft's pictures once more, other ones of the same tags. Pure. */
final class Variation {
    private final JobId job;
    private final List<ToolManifest> tools;

    /** @param tools that are registered */
    Variation(JobId job, List<ToolManifest> tools) {
        this.job = job;
        this.tools = List.copyOf(tools);
    }

    /**
     * The draft with the pictures of those groups alone; all others stay gaps.
     *
     * @param number from 1; of equal numbers the pictures are equal
     */
    Revision of(Document reading, List<PictureGroup> groups, int number) {
        Set<Integer> wanted = new HashSet<>();
        groups.forEach(group -> wanted.addAll(group.pictures()));
        List<Revision.Piece> pieces = new ArrayList<>();
        for (Document.Part part : reading.parts()) {
            pieces.add(
                    switch (part) {
                        case Document.TextPart text -> new Revision.Text(text.text());
                        case ImagePart image when wanted.contains(image.index()) -> made(image, number);
                        case ImagePart image -> new Revision.Kept(image);
                    });
        }
        return new Revision(job, pieces, Optional.empty());
    }

    /**
     * A result of that revision as if the draft's own tag had asked for it; empty if it answers something else.
     *
     * @param number of the revision
     */
    Optional<ToolResult> own(Document reading, ToolResult result, int number) {
        return Tags.read(reading).stream()
                .filter(image ->
                        image.index() == result.call().slot() && image.params().isPresent())
                .findFirst()
                .flatMap(image -> tool(image).flatMap(tool -> {
                    String asked = call(image, tool, number).fingerprint();
                    ToolCall own = new ToolCall(
                            image.tool(), image.description(), image.params().orElseThrow());
                    // An edit's goes on with what it was an edit of.
                    return result.fingerprint().startsWith(asked)
                            ? Optional.of(result.withFingerprint(
                                    own.fingerprint() + result.fingerprint().substring(asked.length())))
                            : Optional.empty();
                }));
    }

    private Optional<ToolManifest> tool(ImagePart image) {
        return tools.stream().filter(one -> one.name().equals(image.tool())).findFirst();
    }

    private Revision.Made made(ImagePart image, int number) {
        ToolManifest tool = tool(image).orElseThrow();
        return new Revision.Made(call(image, tool, number), tool.needsSource());
    }

    /** A tag without a seed gets another one by being another call. */
    private static ToolCall call(ImagePart image, ToolManifest tool, int number) {
        ObjectNode params = image.params().orElseThrow().deepCopy();
        if (tool.takes(ToolCall.RANK)) {
            params.put(ToolCall.RANK, params.path(ToolCall.RANK).asInt(1) + number);
        }
        if (params.path(ToolCall.SEED).canConvertToLong()) {
            params.put(ToolCall.SEED, params.path(ToolCall.SEED).asLong() + number);
        }
        return new ToolCall(image.tool(), image.description(), params);
    }
}
