package io.llmi.judge.scaling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.JobSubmitted;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolManifest;

/**
 * A picture and the edits that hang on it, which are chosen together: an edit shows the picture that the document has.
 *
 * @param pictures in reading order, counted from 0
 */
record PictureGroup(List<Integer> pictures) {
    PictureGroup {
        pictures = List.copyOf(pictures);
    }

    /**
     * The groups of a draft of which there can be variants: those with a tool that takes a seed or a rank.
     *
     * @param reading what the parser read in the draft
     * @param tools that are registered
     */
    static List<PictureGroup> of(Document reading, JobSubmitted job, List<ToolManifest> tools) {
        Map<String, ToolManifest> byName =
                tools.stream().collect(Collectors.toMap(ToolManifest::name, Function.identity(), (a, b) -> a));
        Map<Integer, Integer> roots = new TreeMap<>();
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        Set<Integer> varying = new HashSet<>();
        for (ImagePart picture : Tags.read(reading)) {
            ToolManifest tool = byName.get(picture.tool());
            if (tool == null || !isCallable(picture, job)) {
                continue;
            }
            Optional<Integer> root =
                    tool.needsSource() ? root(picture, job.images().size(), roots) : Optional.of(picture.index());
            root.ifPresent(index -> {
                roots.put(picture.index(), index);
                groups.computeIfAbsent(index, first -> new ArrayList<>()).add(picture.index());
                if (tool.takes(ToolCall.SEED) || tool.takes(ToolCall.RANK)) {
                    varying.add(index);
                }
            });
        }
        return groups.entrySet().stream()
                .filter(group -> varying.contains(group.getKey()))
                .map(group -> new PictureGroup(group.getValue()))
                .toList();
    }

    /** Of an edit: itself if it changes a picture of the user's; empty if what it changes is not made. */
    private static Optional<Integer> root(ImagePart edit, int given, Map<Integer, Integer> roots) {
        OptionalInt source = new ToolCall(edit.tool(), "", edit.params().orElseThrow()).imageIndex();
        if (source.isEmpty() || source.getAsInt() < 0) {
            return Optional.empty();
        }
        return source.getAsInt() < given
                ? Optional.of(edit.index())
                : Optional.ofNullable(roots.get(source.getAsInt() - given));
    }

    private static boolean isCallable(ImagePart picture, JobSubmitted job) {
        return picture.params().filter(params -> params.isObject()).isPresent()
                && picture.index() < job.maxImages()
                && (job.tools().isEmpty() || job.tools().contains(picture.tool()));
    }
}
