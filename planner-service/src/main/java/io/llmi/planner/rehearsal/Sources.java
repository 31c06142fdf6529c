package io.llmi.planner.rehearsal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds the picture that an edit means. */
final class Sources {
    private final List<Wish> wishes;
    private final ShownPictures pictures;

    Sources(List<Wish> wishes, ShownPictures pictures) {
        this.wishes = List.copyOf(wishes);
        this.pictures = pictures;
    }

    /** A picture to change. */
    sealed interface Source {
        /** One that the conversation has shown before, by its index there. */
        record Earlier(int index) implements Source {}

        /** Another wish of the same request, by its place among the wishes. */
        record Other(int wish) implements Source {}
    }

    /** The source of the edit at {@code place}; empty if there is none. */
    Optional<Source> of(int place) {
        if (!(wishes.get(place) instanceof Wish.Edit edit)) {
            return Optional.empty();
        }
        Target target = edit.target();
        return switch (target.whose()) {
            case CLIENTS -> earlier(pictures.clients(target)).or(() -> earlier(pictures.counted(target)));
            case THIS -> earlier(pictures.attached(target)).or(() -> earlier(pictures.counted(target)));
            case ANY -> target.place().isPresent() ? counted(target, place) : named(target, place);
        };
    }

    /** What the request itself has asked for before, then what came with it, then the earlier documents. */
    private Optional<Source> counted(Target target, int place) {
        List<Integer> own = IntStream.range(0, place)
                .filter(i -> !(wishes.get(i) instanceof Wish.Edit) && fits(wishes.get(i), target))
                .boxed()
                .toList();
        int asked = target.place().orElse(Target.LAST);
        int at = asked == Target.LAST ? own.size() - 1 : asked;
        if (at >= 0 && at < own.size()) {
            return Optional.of(new Source.Other(own.get(at)));
        }
        return earlier(pictures.attached(target)).or(() -> earlier(pictures.counted(target)));
    }

    /**
     * The nearest earlier wish that the name fits, then a later one, then what the conversation has shown, then any
     * earlier wish.
     */
    private Optional<Source> named(Target target, int place) {
        for (int i = place - 1; i >= 0; i--) {
            if (fits(wishes.get(i), target)) {
                return Optional.of(new Source.Other(i));
            }
        }
        boolean anyPicture = target.isAnyPicture();
        // Who says "that picture" and has one before their eyes does not mean one that is still to come.
        for (int i = place + 1;
                i < wishes.size() && !(anyPicture && !pictures.documents().isEmpty());
                i++) {
            // A later edit may mean this one: only first-hand pictures count.
            if (!(wishes.get(i) instanceof Wish.Edit) && fits(wishes.get(i), target)) {
                return Optional.of(new Source.Other(i));
            }
        }
        Optional<Source> seen = earlier(pictures.attached(target))
                .or(() -> earlier(pictures.counted(target)))
                .or(() -> earlier(pictures.clients(target)));
        Optional<Source> told = earlier(pictures.told(target));
        if (told.isPresent() && pictures.attached().isEmpty()) {
            return told;
        }
        if (seen.isPresent() && anyPicture) {
            return seen;
        }
        return place > 0 ? Optional.of(new Source.Other(place - 1)) : seen;
    }

    private static Optional<Source> earlier(OptionalInt index) {
        return index.isPresent() ? Optional.of(new Source.Earlier(index.getAsInt())) : Optional.empty();
    }

    private static boolean fits(Wish wish, Target target) {
        String word = target.noun();
        if (word.matches("picture|image|figure|one|it|them|thing|scene|")) {
            return true;
        }
        boolean kind = switch (wish) {
            case Wish.Photo photo -> word.matches("photo(?:graph)?|snapshot|pic");
            case Wish.Painting painting ->
                word.matches("painting|illustration|drawing|watercolou?r|sketch|poster|artwork|cartoon|logo|art")
                        || painting.cover() && word.equals("cover");
            case Wish.Chart chart -> word.matches("chart|graph|plot|diagram|histogram");
            case Wish.Edit edit -> edit.target().noun().equals(word);
        };
        return kind || text(wish).toLowerCase(Locale.ROOT).contains(word);
    }

    private static String text(Wish wish) {
        return switch (wish) {
            case Wish.Photo photo -> photo.subject();
            case Wish.Painting painting -> painting.prompt();
            case Wish.Chart chart -> chart.data().name();
            case Wish.Edit edit -> edit.target().name();
        };
    }
}
