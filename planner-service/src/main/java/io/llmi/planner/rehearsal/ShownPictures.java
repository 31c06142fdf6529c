package io.llmi.planner.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.llmi.events.JobSubmitted;
import io.llmi.events.Message;

/**
 * The pictures that a conversation has shown before the document that is now to be written. What a person calls the
 * second picture is the second of what they look at, seldom the second of the whole conversation.
 *
 * @param attached by the request itself
 * @param sent by the client in earlier turns, the latest turn's first
 * @param documents the pictures of earlier documents, the latest document first
 */
record ShownPictures(List<Shown> attached, List<Shown> sent, List<List<Shown>> documents) {
    /** As the gateway writes an earlier document's pictures into its text. */
    private static final Pattern MARK = Pattern.compile("(?m)^\\[Image (\\d{1,4}): (.*)]$");

    ShownPictures {
        attached = List.copyOf(attached);
        sent = List.copyOf(sent);
        documents = List.copyOf(documents);
    }

    /**
     * One picture.
     *
     * @param index in the conversation, as the edit tool counts
     * @param alt what it shows, if that is known
     */
    record Shown(int index, String alt) {
        boolean tells(String word) {
            return !word.isEmpty() && alt.toLowerCase(Locale.ROOT).contains(word);
        }
    }

    static ShownPictures of(JobSubmitted job) {
        Set<Integer> unnamed = new LinkedHashSet<>(
                IntStream.range(0, job.images().size()).boxed().toList());
        Predicate<Integer> known = index -> index >= 0 && index < job.images().size();
        List<Shown> attached = List.of();
        List<Shown> sent = new ArrayList<>();
        List<List<Shown>> documents = new ArrayList<>();
        boolean request = true;
        for (Message message : job.messages().reversed()) {
            List<Shown> pictures = switch (message.role()) {
                case USER ->
                    message.images().stream()
                            .filter(known)
                            .map(index -> new Shown(index, ""))
                            .toList();
                case ASSISTANT ->
                    MARK.matcher(message.text())
                            .results()
                            .map(mark -> new Shown(Integer.parseInt(mark.group(1)), mark.group(2)))
                            .filter(shown -> known.test(shown.index()))
                            .toList();
                case SYSTEM -> List.of();
            };
            pictures.forEach(picture -> unnamed.remove(picture.index()));
            if (message.role() == Message.Role.USER) {
                if (request) {
                    attached = pictures;
                } else {
                    sent.addAll(pictures);
                }
                request = false;
            } else if (!pictures.isEmpty()) {
                documents.add(pictures);
            }
        }
        List<Shown> now = new ArrayList<>(attached);
        // No turn names them: then they can only be the request's own.
        unnamed.forEach(index -> now.add(new Shown(index, "")));
        return new ShownPictures(now, sent, documents);
    }

    boolean isEmpty() {
        return attached.isEmpty() && sent.isEmpty() && documents.isEmpty();
    }

    /** Of the pictures that came with the request: the first, unless the target counts. */
    OptionalInt attached(Target target) {
        return pick(attached, target.place().orElse(0));
    }

    /** Of the pictures that the client ever sent. */
    OptionalInt clients(Target target) {
        return attached.isEmpty() ? pick(sent, target.place().orElse(0)) : attached(target);
    }

    /** Of the earlier documents' pictures: the one of this place in the latest document that has so many. */
    OptionalInt counted(Target target) {
        int place = target.place().orElse(Target.LAST);
        for (List<Shown> document : documents) {
            List<Shown> fitting = document.stream()
                    .filter(shown -> shown.tells(target.noun()))
                    .toList();
            OptionalInt found = pick(fitting, place);
            found = found.isPresent() ? found : pick(document, place);
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalInt.empty();
    }

    /** Of the earlier documents' pictures: the latest whose description has a word of the name. */
    OptionalInt told(Target target) {
        List<String> words = List.of(target.name().toLowerCase(Locale.ROOT).split("\\s+"));
        for (String word : words) {
            for (List<Shown> document : documents) {
                for (Shown shown : document.reversed()) {
                    if (!Target.named(word).isAnyPicture() && shown.tells(word)) {
                        return OptionalInt.of(shown.index());
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    /** What a picture shows; empty if nobody said. */
    String alt(int index) {
        return documents.stream()
                .flatMap(List::stream)
                .filter(shown -> shown.index() == index)
                .map(Shown::alt)
                .findFirst()
                .orElse("");
    }

    private static OptionalInt pick(List<Shown> pictures, int place) {
        int at = place == Target.LAST ? pictures.size() - 1 : place;
        return at >= 0 && at < pictures.size() ? OptionalInt.of(pictures.get(at).index()) : OptionalInt.empty();
    }
}
