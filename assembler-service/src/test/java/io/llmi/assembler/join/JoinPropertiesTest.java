package io.llmi.assembler.join;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import io.llmi.assembler.Samples;
import io.llmi.assembler.Samples.Epoch;
import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftEvent;
import io.llmi.events.JobSubmitted;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolResult;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the order, the repetitions and the restarts: one document. */
class JoinPropertiesTest {
    /** What a planner writes. */
    sealed interface Item {}

    record Words(String text) implements Item {}

    record Picture(boolean works) implements Item {}

    record Change(int imageIndex, boolean works) implements Item {}

    record Unreadable() implements Item {}

    /** Records of a script, and what must become of its pictures. */
    private record Played(List<DraftEvent> draft, List<ToolResult> results, List<Optional<BlobRef>> pictures) {}

    @Property(tries = 2000)
    void shouldWriteOneDocumentWhateverTheOrderAndTheRepetitions(
            @ForAll("scripts") List<Item> script, @ForAll @IntRange(max = 2) int given, @ForAll Random random) {
        Played played = play(script, new Epoch(0), job(given), "a");
        JoinRun run = deliver(played.draft(), played.results(), job(given), random);

        assertOneCompleteLog(run);
        assertThat(pictures(run)).isEqualTo(played.pictures());
        assertThat(text(run)).isEqualTo(text(script));
    }

    @Property(tries = 1000)
    void shouldWriteTheLastPlanWhenThePlannerStartedAgain(
            @ForAll("scripts") List<Item> first,
            @ForAll("scripts") List<Item> second,
            @ForAll @IntRange(max = 2) int given,
            @ForAll Random random) {
        Played broken = play(first, new Epoch(0), job(given), "a");
        Played whole = play(second, new Epoch(100), job(given), "b");
        List<DraftEvent> draft =
                new ArrayList<>(broken.draft().subList(0, broken.draft().size() - 1));
        draft.addAll(whole.draft());
        List<ToolResult> results = new ArrayList<>(whole.results());
        results.addAll(broken.results());
        JoinRun run = deliver(draft, results, job(given), random);

        assertOneCompleteLog(run);
        assertThat(text(run)).isEqualTo(text(second));
        assertThat(pictures(run)).isEqualTo(whole.pictures());
    }

    @Provide
    Arbitrary<List<Item>> scripts() {
        Arbitrary<Item> words =
                Arbitraries.of("", " ", "\n\n", "One ", "two.", "é\uD83D\uDEA2").map(Words::new);
        Arbitrary<Item> pictures = Arbitraries.of(true, true, false).map(Picture::new);
        Arbitrary<Item> changes = Arbitraries.integers()
                .between(-1, 8)
                .flatMap(index -> Arbitraries.of(true, true, false).map(works -> new Change(index, works)));
        Arbitrary<Item> unreadable = Arbitraries.just(new Unreadable());
        return Arbitraries.oneOf(words, pictures, changes, unreadable).list().ofMaxSize(12);
    }

    private static JobSubmitted job(int given) {
        return Samples.job(given);
    }

    /** The reference: resolves every picture as if all happened one after the other. */
    private static Played play(List<Item> script, Epoch epoch, JobSubmitted job, String plan) {
        List<DraftEvent> draft = new ArrayList<>(List.of(epoch.started()));
        List<ToolResult> results = new ArrayList<>();
        List<Optional<BlobRef>> pictures = new ArrayList<>();
        for (Item item : script) {
            int slot = pictures.size();
            String name = plan + slot;
            switch (item) {
                case Words words -> draft.add(epoch.text(words.text()));
                case Picture picture -> {
                    ToolCall call = Samples.call("diffusion", name);
                    draft.add(epoch.picture(call));
                    answer(call, call.fingerprint(), slot, name, picture.works(), results, pictures);
                }
                case Change change -> {
                    ToolCall call = Samples.edit(change.imageIndex(), name);
                    draft.add(epoch.edited(call));
                    source(change.imageIndex(), job, pictures)
                            .ifPresentOrElse(
                                    source -> answer(
                                            call,
                                            call.fingerprint() + "-"
                                                    + source.sha256().substring(0, 16),
                                            slot,
                                            name,
                                            change.works(),
                                            results,
                                            pictures),
                                    () -> pictures.add(Optional.empty()));
                }
                case Unreadable unreadable -> {
                    draft.add(epoch.rejected("unreadable"));
                    pictures.add(Optional.empty());
                }
            }
        }
        draft.add(epoch.ended());
        return new Played(draft, results, pictures);
    }

    private static void answer(
            ToolCall call,
            String fingerprint,
            int slot,
            String name,
            boolean works,
            List<ToolResult> results,
            List<Optional<BlobRef>> pictures) {
        ToolResult success = Samples.success(call, fingerprint, slot, name);
        results.add(
                works
                        ? success
                        : Samples.result(
                                call.tool(),
                                fingerprint,
                                slot,
                                Samples.failure(call, slot).outcome()));
        pictures.add(works ? Optional.of(Samples.blob(name)) : Optional.empty());
    }

    private static Optional<BlobRef> source(int index, JobSubmitted job, List<Optional<BlobRef>> pictures) {
        int given = job.images().size();
        if (index < 0 || index >= given + pictures.size()) {
            return Optional.empty();
        }
        return index < given ? Optional.of(job.images().get(index)) : pictures.get(index - given);
    }

    /** The draft in its order, all else in any, all of it perhaps repeated later, the process perhaps restarted. */
    private static JoinRun deliver(List<DraftEvent> draft, List<ToolResult> results, JobSubmitted job, Random random) {
        List<Object> rest = new ArrayList<>(results);
        rest.addAll(results.subList(0, random.nextInt(results.size() + 1)));
        results.forEach(result -> rest.add(Samples.result(
                result.tool(),
                result.fingerprint(),
                result.call().slot(),
                new ToolPreview(random.nextInt(10), Samples.blob("preview")))));
        rest.add(job);
        rest.add(job);
        Collections.shuffle(rest, random);
        JoinRun run = new JoinRun();
        int nextDraft = 0;
        int nextRest = 0;
        while (nextDraft < draft.size() || nextRest < rest.size()) {
            boolean takeDraft = nextRest == rest.size() || (nextDraft < draft.size() && random.nextBoolean());
            run.feed(takeDraft ? draft.get(nextDraft++) : rest.get(nextRest++));
            if (nextDraft > 0 && random.nextInt(4) == 0) {
                run.feed(draft.get(random.nextInt(nextDraft)));
            }
            if (random.nextInt(8) == 0) {
                run.rebuild();
            }
        }
        return run;
    }

    private static void assertOneCompleteLog(JoinRun run) {
        List<DocumentEvent> events = run.events();
        assertThat(events.getFirst()).isInstanceOf(DocumentEvent.Accepted.class);
        assertThat(events).filteredOn(DocumentEvent::isLast).containsExactly(events.getLast());
        assertThat(events.stream().map(DocumentEvent::seq).toList())
                .isEqualTo(IntStream.range(0, events.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(JoinRun.fold(events.subList(0, events.size() - 1)).parts())
                .isEqualTo(run.closed().parts());
        assertThat(images(run).stream().map(ImagePart::index).toList())
                .isEqualTo(IntStream.range(0, images(run).size()).boxed().toList());
    }

    private static List<ImagePart> images(JoinRun run) {
        return run.closed().parts().stream()
                .filter(ImagePart.class::isInstance)
                .map(ImagePart.class::cast)
                .toList();
    }

    private static List<Optional<BlobRef>> pictures(JoinRun run) {
        return images(run).stream().map(ImagePart::blob).toList();
    }

    /** Text and places of pictures. */
    private static String text(JoinRun run) {
        StringBuilder all = new StringBuilder();
        run.closed().parts().forEach(part -> all.append(part instanceof Document.TextPart text ? text.text() : "#"));
        return all.toString();
    }

    private static String text(List<Item> script) {
        StringBuilder all = new StringBuilder();
        script.forEach(item -> all.append(item instanceof Words words ? words.text() : "#"));
        return all.toString();
    }
}
