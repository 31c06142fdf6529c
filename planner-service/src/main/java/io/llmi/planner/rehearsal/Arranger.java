package io.llmi.planner.rehearsal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.llmi.events.ImageCount;
import io.llmi.events.JobSubmitted;
import io.llmi.planner.rehearsal.Sources.Source;

/**
 * Turns what a request asks for into what the document will have: the number of pictures that the job allows, each with
 * a tool that the job allows, covers first, and every picture before its edits.
 */
final class Arranger {
    private static final List<String> ASPECTS = List.of(
            "",
            "wide view",
            "close-up",
            "in detail",
            "from above",
            "in the morning",
            "in the evening",
            "from a distance");

    private final Brief brief;
    private final Set<String> tools;
    private final ShownPictures pictures;
    /** The document's own pictures are counted after them. */
    private final int earlier;

    private final List<Slot> slots = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<ChartData> tables = new ArrayList<>();

    /** Which slot shows the wish of a place. */
    private final Map<Integer, Integer> slotOfWish = new HashMap<>();

    private Arranger(Brief brief, Set<String> tools, ShownPictures pictures, int earlier) {
        this.brief = brief;
        this.tools = tools;
        this.pictures = pictures;
        this.earlier = earlier;
    }

    /** @param tools names of those that may be called */
    static Arrangement arrange(Brief brief, JobSubmitted job, Set<String> tools, ShownPictures pictures) {
        Arranger arranger = new Arranger(brief, tools, pictures, job.images().size());
        int most = arranger.most(job.imageCount(), job.maxImages());
        arranger.place(arranger.wishes(job.imageCount(), most), most);
        arranger.fill(job.imageCount(), most);
        return new Arrangement(arranger.slots, List.copyOf(arranger.notes), arranger.tables);
    }

    private int most(ImageCount count, int maxImages) {
        if (count.equals(ImageCount.NONE)) {
            return 0;
        }
        return count.isExact() ? Math.min(count.code(), maxImages) : maxImages;
    }

    private List<Wish> wishes(ImageCount count, int most) {
        if (most == 0) {
            return List.of();
        }
        boolean demanded = count.isExact() || count.equals(ImageCount.SOME);
        List<Wish> wishes = new ArrayList<>(brief.wishes());
        if (tools.isEmpty()) {
            if (demanded || !wishes.isEmpty()) {
                notes.add("No picture tool is available at this moment, so the document has no pictures.");
            }
            wishes.stream()
                    .filter(wish -> wish instanceof Wish.Chart)
                    .forEach(wish -> tables.add(((Wish.Chart) wish).data()));
            return List.of();
        }
        if (brief.textOnly() && !demanded) {
            return List.of();
        }
        int wanted = wanted(count, wishes.size());
        for (int i = 0; wishes.size() < Math.min(wanted, most); i++) {
            wishes.add(sensible(i));
        }
        return wishes;
    }

    private int wanted(ImageCount count, int asked) {
        if (count.isExact()) {
            return count.code();
        }
        if (brief.total().isPresent()) {
            return brief.total().getAsInt();
        }
        return asked > 0 ? asked : 2;
    }

    private Wish sensible(int number) {
        boolean photo = tools.contains("search") && (number % 2 == 0 || !tools.contains("diffusion"));
        if (photo) {
            return new Wish.Photo(brief.subject());
        }
        if (tools.contains("diffusion")) {
            return new Wish.Painting("an illustration of " + brief.subject(), false);
        }
        if (tools.contains("code")) {
            return new Wish.Chart(ChartReader.illustrative("line chart", brief.subject()));
        }
        return new Wish.Edit(Target.of("my first image"), number % 2 == 0 ? "in black and white" : "brighter");
    }

    private void place(List<Wish> wishes, int most) {
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            if (wishes.get(i) instanceof Wish.Painting painting && painting.cover()) {
                waiting.add(i);
            }
        }
        for (int i = 0; i < wishes.size(); i++) {
            if (!waiting.contains(i)) {
                waiting.add(i);
            }
        }
        Sources finder = new Sources(wishes, pictures);
        Map<Integer, Optional<Source>> sources = new HashMap<>();
        for (int i = 0; i < wishes.size(); i++) {
            sources.put(i, finder.of(i));
        }
        Set<Integer> done = new LinkedHashSet<>();
        while (!waiting.isEmpty()) {
            int next = waiting.stream()
                    .filter(i -> sources.getOrDefault(i, Optional.empty())
                            .filter(source -> source instanceof Source.Other other && !done.contains(other.wish()))
                            .isEmpty())
                    .findFirst()
                    .orElse(waiting.getFirst());
            waiting.remove(Integer.valueOf(next));
            done.add(next);
            if (slots.size() < most) {
                slot(next, wishes, sources.getOrDefault(next, Optional.empty()));
            }
        }
    }

    /** Others in place of what was left out, where the job demands a number. */
    private void fill(ImageCount count, int most) {
        int least = count.isExact() ? most : count.equals(ImageCount.SOME) ? Math.min(1, most) : 0;
        int missing = tools.isEmpty() ? 0 : least - slots.size();
        for (int i = 0; i < missing; i++) {
            List<Wish> other = List.of(sensible(i));
            slot(0, other, new Sources(other, pictures).of(0));
        }
    }

    private void slot(int place, List<Wish> wishes, Optional<Source> source) {
        Wish wish = wishes.get(place);
        Optional<Slot> slot = switch (wish) {
            case Wish.Photo photo -> photo(photo);
            case Wish.Painting painting -> painting(painting);
            case Wish.Chart chart -> chart(chart);
            case Wish.Edit edit -> edit(edit, wishes, source);
        };
        slot.ifPresent(made -> {
            slotOfWish.put(place, slots.size());
            slots.add(made);
        });
    }

    private Optional<Slot> photo(Wish.Photo photo) {
        long before = slots.stream().filter(slot -> slot.wish().equals(photo)).count();
        String aspect = ASPECTS.get((int) (before % ASPECTS.size()));
        String subject = photo.subject().isBlank() ? brief.subject() : photo.subject();
        String query = (subject + " " + aspect).strip();
        if (tools.contains("search")) {
            return Optional.of(new Slot(photo, "search", "A photo of " + query, Tags.query(query)));
        }
        if (tools.contains("diffusion")) {
            notes.add("Image search is not available for this document, so what was asked for as a photo is imagined.");
            String prompt = "a photorealistic picture of " + query;
            return Optional.of(new Slot(photo, "diffusion", Words.capital(prompt), Tags.prompt(prompt)));
        }
        notes.add("A photo of " + photo.subject() + " was left out: no allowed tool can find it.");
        return Optional.empty();
    }

    private Optional<Slot> painting(Wish.Painting painting) {
        long before =
                slots.stream().filter(slot -> slot.wish().equals(painting)).count();
        String aspect = ASPECTS.get((int) (before % ASPECTS.size()));
        String prompt = aspect.isEmpty() ? painting.prompt() : painting.prompt() + ", " + aspect;
        if (tools.contains("diffusion")) {
            return Optional.of(new Slot(painting, "diffusion", Words.capital(prompt), Tags.prompt(prompt)));
        }
        if (tools.contains("search")) {
            notes.add("No tool for imagined pictures is available for this document, so an existing one is searched.");
            return Optional.of(new Slot(painting, "search", Words.capital(prompt), Tags.query(Words.core(prompt))));
        }
        notes.add("A picture (" + painting.prompt() + ") was left out: no allowed tool can make it.");
        return Optional.empty();
    }

    private Optional<Slot> chart(Wish.Chart chart) {
        if (!tools.contains("code")) {
            notes.add("No tool for charts is available for this document, so the numbers stand in a table.");
            tables.add(chart.data());
            return Optional.empty();
        }
        String description = Prose.chartTitle(chart.data());
        return Optional.of(new Slot(chart, "code", description, Tags.code(ChartScript.of(chart.data()))));
    }

    private Optional<Slot> edit(Wish.Edit edit, List<Wish> wishes, Optional<Source> source) {
        OptionalInt index = source.map(this::imageIndex).orElse(OptionalInt.empty());
        String target = edit.target().shown();
        if (index.isPresent() && tools.contains("edit")) {
            String description = "The same %s, %s".formatted(target, edit.instruction());
            return Optional.of(new Slot(edit, "edit", description, Tags.edit(index.getAsInt(), edit.instruction())));
        }
        if (edit.target().whose() != Target.Whose.ANY) {
            notes.add(
                    index.isPresent()
                            ? "The change of the attached picture was left out: no tool for edits is available."
                            : "The change of an attached picture was left out: no such picture came with the request.");
            return Optional.empty();
        }
        if (source.isEmpty() && edit.target().place().isPresent()) {
            notes.add("The change of the %s was left out: there is no such picture.".formatted(target));
            return Optional.empty();
        }
        String original = source.map(found -> original(found, wishes))
                .filter(text -> !text.isEmpty() || source.get() instanceof Source.Other)
                .orElse(Words.core(target + " about " + brief.subject()));
        if (tools.contains("diffusion") && !original.isEmpty()) {
            notes.add("A changed picture is drawn anew, because its original or the tool for edits is not available.");
            String prompt = original + ", " + edit.instruction();
            return Optional.of(new Slot(edit, "diffusion", Words.capital(prompt), Tags.prompt(prompt)));
        }
        notes.add("A changed picture (" + edit.instruction() + ") was left out: no allowed tool can make it.");
        return Optional.empty();
    }

    private OptionalInt imageIndex(Source source) {
        return switch (source) {
            case Source.Earlier shown -> OptionalInt.of(shown.index());
            case Source.Other other -> {
                Integer slot = slotOfWish.get(other.wish());
                yield slot == null ? OptionalInt.empty() : OptionalInt.of(earlier + slot);
            }
        };
    }

    /** What a changed picture shows apart from the change; empty if it cannot be drawn. */
    private String original(Source source, List<Wish> wishes) {
        return switch (source) {
            case Source.Earlier shown -> Words.atMost(RequestText.clean(pictures.alt(shown.index())), 40, 300);
            case Source.Other other -> original(wishes.get(other.wish()));
        };
    }

    private static String original(Wish wish) {
        return switch (wish) {
            case Wish.Photo photo -> "a photorealistic picture of " + photo.subject();
            case Wish.Painting painting -> painting.prompt();
            // A drawn chart would show other numbers.
            case Wish.Chart chart -> "";
            case Wish.Edit edit -> edit.target().shown();
        };
    }
}
