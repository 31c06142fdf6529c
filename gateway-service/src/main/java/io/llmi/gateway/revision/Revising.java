package io.llmi.gateway.revision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.Revision;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolManifest;
import io.llmi.gateway.http.ProblemException;

/**
 * Changes one picture of an ended document. Edits of it are made again, and edits of those; all else is taken over as it
 * is. Pure.
 */
final class Revising {

    /** Parameters that take words, in the order of preference. */
    private static final List<String> WORDS = List.of("prompt", "query");

    private final Document document;
    private final int given;
    private final List<ToolManifest> registered;
    private final List<String> allowed;
    private final ParamsCheck check;
    private final List<ImagePart> pictures;

    /**
     * @param document ended
     * @param given how many pictures the user sent along; {@code img_index} counts them first
     * @param registered the tools of this moment
     * @param allowed those that the job may use; empty means all
     */
    Revising(Document document, int given, List<ToolManifest> registered, List<String> allowed, ParamsCheck check) {
        this.document = document;
        this.given = given;
        this.registered = registered;
        this.allowed = allowed;
        this.check = check;
        this.pictures = document.parts().stream()
                .filter(ImagePart.class::isInstance)
                .map(ImagePart.class::cast)
                .toList();
    }

    /** @throws ProblemException 404 if the document has no picture of this number, from 0 */
    ImagePart picture(String number) {
        if (!number.matches("[0-9]{1,6}") || Integer.parseInt(number) >= pictures.size()) {
            throw ProblemException.notFound(
                    pictures.isEmpty()
                            ? "the document has no pictures"
                            : "the document has %d pictures, counted from 0; there is none of this number"
                                    .formatted(pictures.size()));
        }
        return pictures.get(Integer.parseInt(number));
    }

    /** The document with a picture made again. */
    Revision again(ImagePart picture, Optional<Long> seed) {
        ToolCall before = asked(picture);
        ToolManifest tool = registered(picture.tool())
                .orElseThrow(() -> unregistered("picture %d was made by".formatted(picture.index()), picture.tool()));
        ObjectNode params = before.params().deepCopy();
        params.remove(ToolCall.SEED);
        seed(tool, seed, params);
        if (tool.takes(ToolCall.RANK)) {
            int rank = picture.provenance()
                    .map(origin -> origin.params().path(ToolCall.RANK).asInt(0))
                    .filter(found -> found > 0)
                    .orElse(params.path(ToolCall.RANK).asInt(1));
            params.put(ToolCall.RANK, rank + 1);
        }
        return with(picture, made(tool, before.description(), params));
    }

    /** The document with a picture made of something else. */
    Revision differently(ImagePart picture, Change.Differently wanted) {
        ToolManifest tool = allowed(wanted.tool().orElse(picture.tool()));
        boolean same = tool.name().equals(picture.tool());
        Optional<ObjectNode> before = same ? picture.params().map(JsonNode::deepCopy) : Optional.empty();
        ObjectNode params =
                wanted.params().map(ObjectNode::deepCopy).or(() -> before).orElseGet(Json.mapper()::createObjectNode);
        if (wanted.params().isPresent() && tool.needsSource() && !params.has(ToolCall.IMAGE_INDEX)) {
            before.map(old -> old.get(ToolCall.IMAGE_INDEX))
                    .ifPresent(index -> params.set(ToolCall.IMAGE_INDEX, index));
        }
        wanted.prompt().ifPresent(prompt -> {
            params.put(words(tool), prompt);
            params.remove(ToolCall.RANK);
        });
        seed(tool, wanted.seed(), params);
        var errors = check.errors(tool, params);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        requireSource(tool, picture, params);
        Optional<String> words = WORDS.stream()
                .map(name -> params.path(name).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst();
        boolean told = wanted.prompt().isPresent() || wanted.params().isPresent();
        String description =
                wanted.description().or(() -> told ? words : Optional.empty()).orElse(picture.description());
        return with(picture, made(tool, description, params));
    }

    /** The document with a picture of the user's own in place of another. */
    Revision replaced(ImagePart picture, BlobRef image, Optional<String> wanted) {
        String description = wanted.orElse(picture.description());
        Provenance origin = Provenance.madeBy("user", Json.mapper().createObjectNode());
        return with(
                picture,
                new Revision.Kept(ImagePart.pending(picture.index(), ImagePart.UPLOAD, description)
                        .ready(description.isBlank() ? "A picture of the user's own" : description, image, origin)));
    }

    private Revision with(ImagePart picture, Revision.Piece replacement) {
        Set<Integer> changed = new HashSet<>(Set.of(picture.index()));
        List<Revision.Piece> pieces = new ArrayList<>();
        for (Document.Part part : document.parts()) {
            pieces.add(
                    switch (part) {
                        case Document.TextPart text -> new Revision.Text(text.text());
                        case ImagePart image when image.index() == picture.index() -> replacement;
                        case ImagePart image
                        when isOfAny(changed, image) -> {
                            changed.add(image.index());
                            yield madeAgain(image);
                        }
                        case ImagePart image -> new Revision.Kept(image);
                    });
        }
        return new Revision(document.id(), pieces, lack());
    }

    /** Whether a picture was made of one of those. */
    private boolean isOfAny(Set<Integer> changed, ImagePart image) {
        if (image.params().isPresent()) {
            OptionalInt source = asked(image).imageIndex();
            boolean changes =
                    registered(image.tool()).map(ToolManifest::needsSource).orElse(true);
            return changes && source.isPresent() && changed.contains(source.getAsInt() - given);
        }
        return image.provenance()
                .flatMap(Provenance::derivedFrom)
                .flatMap(Revising::slot)
                .filter(changed::contains)
                .isPresent();
    }

    /** The number of the picture that a call made; a tool of somebody else's may write anything. */
    private static Optional<Integer> slot(String derivedFrom) {
        try {
            return Optional.of(CallId.parse(derivedFrom).slot());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Revision.Piece madeAgain(ImagePart edit) {
        ToolCall call = asked(edit);
        ToolManifest tool = registered(edit.tool())
                .orElseThrow(() -> unregistered("picture %d changes this one by".formatted(edit.index()), edit.tool()));
        return made(tool, call.description(), call.params());
    }

    private static Revision.Made made(ToolManifest tool, String description, JsonNode params) {
        return new Revision.Made(new ToolCall(tool.name(), description, params), tool.needsSource());
    }

    /** @throws ProblemException 409 if what the picture was made of is not known */
    private static ToolCall asked(ImagePart picture) {
        JsonNode params = picture.params()
                .orElseThrow(() -> ProblemException.conflict(
                        "picture-not-repeatable",
                        "The picture cannot be made again as it was",
                        "what picture %d was made of is not on record; say tool and params, or send an image"
                                .formatted(picture.index())));
        return new ToolCall(picture.tool(), picture.description(), params);
    }

    private Optional<ToolManifest> registered(String name) {
        return registered.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    private ToolManifest allowed(String name) {
        List<String> known = registered.stream()
                .map(ToolManifest::name)
                .filter(tool -> allowed.isEmpty() || allowed.contains(tool))
                .toList();
        return registered(name)
                .filter(tool -> known.contains(name))
                .orElseThrow(() -> ProblemException.invalid(
                        "tool",
                        known.isEmpty()
                                ? "none of the tools of this document is registered at the moment"
                                : "must be one that this document may use and that is registered: "
                                        + String.join(", ", known)));
    }

    private static ProblemException unregistered(String what, String tool) {
        return ProblemException.conflict(
                "tool-not-registered",
                "A tool is not there",
                "%s the tool %s, which is not registered at the moment".formatted(what, tool));
    }

    private static void seed(ToolManifest tool, Optional<Long> seed, ObjectNode params) {
        if (seed.isPresent() && !tool.takes(ToolCall.SEED)) {
            throw ProblemException.invalid(ToolCall.SEED, "the tool " + tool.name() + " takes none");
        }
        seed.ifPresent(number -> params.put(ToolCall.SEED, number));
    }

    private static String words(ToolManifest tool) {
        return WORDS.stream()
                .filter(name -> tool.takes(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "prompt", "the tool " + tool.name() + " takes none; send params as its schema has them"));
    }

    private void requireSource(ToolManifest tool, ImagePart picture, JsonNode params) {
        if (!tool.needsSource()) {
            return;
        }
        int earlier = given + picture.index();
        OptionalInt index = new ToolCall(tool.name(), "", params).imageIndex();
        if (index.isEmpty() || index.getAsInt() < 0 || index.getAsInt() >= earlier) {
            throw ProblemException.invalid(
                    "params." + ToolCall.IMAGE_INDEX,
                    earlier == 0
                            ? "there is no earlier picture to change"
                            : "must name an earlier picture, from 0 to " + (earlier - 1));
        }
    }

    /** Why the text breaks off, if it does. */
    private Optional<String> lack() {
        boolean whole = document.status() != JobStatus.CANCELLED
                && document.lack().filter(Document.Lack.TEXT::equals).isEmpty()
                && (document.lack().isEmpty() || document.timings().planEndedMs() > 0);
        return whole ? Optional.empty() : document.error().or(() -> Optional.of("The text breaks off before its end."));
    }
}
