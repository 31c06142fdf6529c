package io.llmi.planner.rehearsal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the picture that an edit means. */
final class Sources {
    private Sources() {}

    /** A picture to change. */
    sealed interface Source {
        /** One of the user's pictures. */
        record User(int index) implements Source {}

        /** Another wish of the same request, by its place among the wishes. */
        record Other(int wish) implements Source {}
    }

    /**
     * The source of the edit at {@code place}: the nearest earlier wish that its word fits, then a later one, then any
     * earlier one, then the user's first picture.
     */
    static Optional<Source> of(List<Wish> wishes, int place, int userImages) {
        if (!(wishes.get(place) instanceof Wish.Edit edit)) {
            return Optional.empty();
        }
        if (edit.userImage().isPresent()) {
            int index = edit.userImage().getAsInt();
            return index < userImages ? Optional.of(new Source.User(index)) : Optional.empty();
        }
        for (int i = place - 1; i >= 0; i--) {
            if (fits(wishes.get(i), edit.target())) {
                return Optional.of(new Source.Other(i));
            }
        }
        for (int i = place + 1; i < wishes.size(); i++) {
            // A later edit may mean this one: only first-hand pictures count.
            if (!(wishes.get(i) instanceof Wish.Edit) && fits(wishes.get(i), edit.target())) {
                return Optional.of(new Source.Other(i));
            }
        }
        if (userImages > 0 && isPictureWord(edit.target())) {
            return Optional.of(new Source.User(0));
        }
        if (place > 0) {
            return Optional.of(new Source.Other(place - 1));
        }
        return userImages > 0 ? Optional.of(new Source.User(0)) : Optional.empty();
    }

    private static boolean isPictureWord(String target) {
        return lastWord(target).matches("photo(?:graph)?|picture|image|one|it|them|");
    }

    private static boolean fits(Wish wish, String target) {
        String word = lastWord(target);
        if (word.matches("picture|image|one|it|them|thing|scene|")) {
            return true;
        }
        boolean kind = switch (wish) {
            case Wish.Photo photo -> word.matches("photo(?:graph)?|snapshot|pic");
            case Wish.Painting painting ->
                word.matches("painting|illustration|drawing|watercolou?r|sketch|poster|artwork|cartoon|logo|art")
                        || painting.cover() && word.equals("cover");
            case Wish.Chart chart -> word.matches("chart|graph|plot|diagram|histogram");
            case Wish.Edit edit -> edit.target().toLowerCase(Locale.ROOT).endsWith(word);
        };
        return kind || text(wish).toLowerCase(Locale.ROOT).contains(word);
    }

    private static String text(Wish wish) {
        return switch (wish) {
            case Wish.Photo photo -> photo.subject();
            case Wish.Painting painting -> painting.prompt();
            case Wish.Chart chart -> chart.data().name();
            case Wish.Edit edit -> edit.target();
        };
    }

    private static String lastWord(String target) {
        String lower = target.toLowerCase(Locale.ROOT).strip();
        String word = lower.substring(lower.lastIndexOf(' ') + 1);
        return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }
}
