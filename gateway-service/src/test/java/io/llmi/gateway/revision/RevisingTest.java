package io.llmi.gateway.revision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.Lack;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.Revision;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolManifest;
import io.llmi.gateway.http.Problem.FieldError;
import io.llmi.gateway.http.ProblemException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RevisingTest {
    private static final JobId OLD = JobId.derived("t", "old");
    private static final BlobRef OWN = new BlobRef("cd".repeat(32), "image/png", 8, 8, 100);
    private static final List<ToolManifest> TOOLS = List.of(
            tool("code", """
                    {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}}""", false),
            tool("diffusion", """
                    {"type": "object", "required": ["prompt"], "properties": {"prompt": {"type": "string"},
                     "size": {"type": "string", "pattern": "^[0-9]+x[0-9]+$"}, "seed": {"type": "integer"}}}""", false),
            tool("edit", """
                    {"type": "object", "required": ["img_index", "prompt"], "properties": {
                     "img_index": {"type": "integer", "minimum": 0}, "prompt": {"type": "string"}}}""", true),
            tool("search", """
                    {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"},
                     "rank": {"type": "integer"}}}""", false));

    private final List<Document.Part> parts = new ArrayList<>();
    private List<String> allowed = List.of();
    private int given;

    @Property(tries = 300)
    void shouldMakeExactlyThePictureAndTheEditsThatHangOnIt(
            @ForAll @IntRange(min = 1, max = 12) int pictures,
            @ForAll @IntRange(min = 0, max = 3) int sent,
            @ForAll long seed) {
        Random random = new Random(seed);
        given = sent;
        int[] sources = new int[pictures];
        parts.clear();
        for (int i = 0; i < pictures; i++) {
            parts.add(new Document.TextPart("<think>no thought</think>```\n" + random.nextInt()));
            sources[i] = random.nextInt(3) == 0 ? -1 : random.nextInt(sent + i + 1) - 1 - sent;
            if (sources[i] >= -sent && sources[i] < i && random.nextBoolean()) {
                ready("edit", "{'img_index': %d, 'prompt': 'p'}".formatted(sources[i] + sent));
            } else if (random.nextInt(4) == 0) {
                sources[i] = Integer.MIN_VALUE;
                gap();
            } else {
                sources[i] = Integer.MIN_VALUE;
                ready("diffusion", "{'prompt': 'p', 'seed': 7}");
            }
        }
        List<Integer> repeatable = IntStream.range(0, pictures)
                .filter(i -> image(i).params().isPresent())
                .boxed()
                .toList();
        if (repeatable.isEmpty()) {
            return;
        }
        int changed = repeatable.get(random.nextInt(repeatable.size()));

        Revision revision = revising().again(image(changed), Optional.empty());

        TreeSet<Integer> expected = new TreeSet<>(List.of(changed));
        for (int round = 0; round < pictures; round++) {
            for (int i = 0; i < pictures; i++) {
                if (expected.contains(sources[i])) {
                    expected.add(i);
                }
            }
        }
        assertThat(revision.of()).isEqualTo(OLD);
        assertThat(revision.pieces()).hasSameSizeAs(parts);
        TreeSet<Integer> made = new TreeSet<>();
        for (int at = 0; at < parts.size(); at++) {
            switch (revision.pieces().get(at)) {
                case Revision.Text text ->
                    assertThat(new Document.TextPart(text.text())).isEqualTo(parts.get(at));
                case Revision.Kept kept -> assertThat(kept.image()).isEqualTo(parts.get(at));
                case Revision.Made again -> {
                    ImagePart before = (ImagePart) parts.get(at);
                    made.add(before.index());
                    assertThat(again.call().tool()).isEqualTo(before.tool());
                    assertThat(again.needsSource()).isEqualTo(before.tool().equals("edit"));
                }
            }
        }
        assertThat(made).isEqualTo(expected);
    }

    @Test
    void shouldTakeAnotherSeedThanBeforeWhenAPictureIsMadeAgain() {
        ready("diffusion", "{'prompt': 'a boat', 'seed': 7}");

        assertThat(params(revising().again(image(0), Optional.empty()))).isEqualTo(json("{'prompt': 'a boat'}"));
        assertThat(params(revising().again(image(0), Optional.of(8L))))
                .isEqualTo(json("{'prompt': 'a boat', 'seed': 8}"));
    }

    @Test
    void shouldTakeTheNextFindWhenASearchIsMadeAgain() {
        ready("search", "{'query': 'a boat'}", "{'query': 'a boat', 'rank': 3}");

        assertThat(params(revising().again(image(0), Optional.empty())))
                .isEqualTo(json("{'query': 'a boat', 'rank': 4}"));
        assertThat(params(revising().differently(image(0), prompt("a quay")))).isEqualTo(json("{'query': 'a quay'}"));
    }

    @Test
    void shouldKeepTheOtherParametersWhenOnlyThePromptIsGiven() {
        ready("diffusion", "{'prompt': 'a boat', 'size': '512x512'}");

        Revision revision = revising().differently(image(0), prompt("a red boat"));

        assertThat(params(revision)).isEqualTo(json("{'prompt': 'a red boat', 'size': '512x512'}"));
        assertThat(made(revision).call().description()).isEqualTo("a red boat");
    }

    @Test
    void shouldUseAnotherToolWhenOneIsNamed() {
        ready("diffusion", "{'prompt': 'a boat'}");

        Revision revision = revising()
                .differently(
                        image(0),
                        change(Optional.of("code"), Optional.of("A chart"), Optional.of("{'code': 'plt.plot()'}")));

        assertThat(made(revision).call().tool()).isEqualTo("code");
        assertThat(made(revision).call().description()).isEqualTo("A chart");
    }

    @Test
    void shouldChangeTheSamePictureAsBeforeWhenAnEditsParametersNameNone() {
        given = 1;
        ready("edit", "{'img_index': 0, 'prompt': 'night'}");

        Revision revision = revising()
                .differently(image(0), change(Optional.empty(), Optional.empty(), Optional.of("{'prompt': 'snow'}")));

        assertThat(params(revision)).isEqualTo(json("{'prompt': 'snow', 'img_index': 0}"));
    }

    @Test
    void shouldPutTheUsersPictureInPlaceAndMakeItsEditsAgain() {
        ready("search", "{'query': 'a boat'}");
        ready("edit", "{'img_index': 0, 'prompt': 'night'}");

        Revision revision = revising().replaced(image(0), OWN, Optional.of("My boat"));

        assertThat(revision.pieces().getFirst()).isInstanceOfSatisfying(Revision.Kept.class, kept -> {
            assertThat(kept.image().blob()).contains(OWN);
            assertThat(kept.image().alt()).isEqualTo("My boat");
            assertThat(kept.image().tool()).isEqualTo(ImagePart.UPLOAD);
            assertThat(kept.image().provenance().orElseThrow().sourceUrl()).isEmpty();
        });
        assertThat(revision.pieces().getLast()).isInstanceOf(Revision.Made.class);
    }

    @Test
    void shouldSayWhatToChangeWhenParametersDoNotFitTheTool() {
        ready("diffusion", "{'prompt': 'a boat'}");

        assertThat(errors(change(Optional.empty(), Optional.empty(), Optional.of("{'size': 'big'}"))))
                .satisfiesExactlyInAnyOrder(
                        error -> assertThat(error)
                                .isEqualTo(new FieldError("params", "required property 'prompt' not found")),
                        error -> assertThat(error.field()).isEqualTo("params.size"));
        assertThat(errors(change(Optional.of("telescope"), Optional.empty(), Optional.empty())))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("code, diffusion, edit, search"));
        assertThat(errors(
                        change(Optional.of("edit"), Optional.empty(), Optional.of("{'img_index': 0, 'prompt': 'x'}"))))
                .extracting(FieldError::field)
                .containsExactly("params.img_index");
        assertThat(errors(new Change.Differently(
                        Optional.of("code"),
                        Optional.empty(),
                        Optional.of("draw it"),
                        Optional.empty(),
                        Optional.empty())))
                .extracting(FieldError::field)
                .containsExactly("prompt");
        allowed = List.of("search");
        assertThat(errors(prompt("a red boat"))).extracting(FieldError::field).containsExactly("tool");
    }

    @Test
    void shouldRefuseToRepeatWhatIsNotOnRecord() {
        gap();
        ready("telescope", "{}");
        ready("search", "{'query': 'x'}");

        assertThat(problem(() -> revising().again(image(0), Optional.empty())))
                .isEqualTo("409 urn:llmi:problem:picture-not-repeatable");
        assertThat(problem(() -> revising().again(image(1), Optional.empty())))
                .isEqualTo("409 urn:llmi:problem:tool-not-registered");
        assertThat(problem(() -> revising().again(image(2), Optional.of(1L))))
                .isEqualTo("400 urn:llmi:problem:invalid-request");
        assertThat(problem(() -> revising().picture("3"))).isEqualTo("404 urn:llmi:problem:not-found");
        assertThat(problem(() -> revising().picture("-1"))).isEqualTo("404 urn:llmi:problem:not-found");
    }

    @Test
    void shouldStayIncompleteWhenTheTextIs() {
        ready("search", "{'query': 'x'}");

        assertThat(lack(JobStatus.COMPLETED, Optional.empty(), 9)).isEmpty();
        assertThat(lack(JobStatus.PARTIAL, Optional.of(Lack.PICTURES), 9)).isEmpty();
        assertThat(lack(JobStatus.PARTIAL, Optional.of(Lack.TIME), 9)).isEmpty();
        assertThat(lack(JobStatus.PARTIAL, Optional.of(Lack.TIME), 0)).contains("why");
        assertThat(lack(JobStatus.PARTIAL, Optional.of(Lack.TEXT), 9)).contains("why");
        assertThat(lack(JobStatus.CANCELLED, Optional.empty(), 9)).contains("why");
    }

    private Optional<String> lack(JobStatus status, Optional<Lack> lack, long planEnded) {
        Document document = document(status, Optional.of("why"), lack, planEnded);
        return new Revising(document, 0, TOOLS, List.of(), new ParamsCheck())
                .again(image(0), Optional.empty())
                .lack();
    }

    private Revising revising() {
        Document document = document(JobStatus.COMPLETED, Optional.empty(), Optional.empty(), 9);
        return new Revising(document, given, TOOLS, allowed, new ParamsCheck());
    }

    private Document document(JobStatus status, Optional<String> error, Optional<Lack> lack, long planEnded) {
        return new Document(
                OLD,
                status,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                "boats",
                parts,
                Document.Usage.NONE,
                new Document.Timings(1, planEnded, 2, 9, 5),
                error,
                lack);
    }

    private void ready(String tool, String params) {
        ready(tool, params, params);
    }

    private void ready(String tool, String params, String used) {
        int index = pictures();
        parts.add(ImagePart.pending(index, tool, "Picture " + index, Optional.of(json(params)))
                .ready(
                        "alt",
                        new BlobRef("%064x".formatted(index), "image/png", 8, 8, 9),
                        Provenance.madeBy("b", json(used))));
    }

    private void gap() {
        parts.add(ImagePart.pending(pictures(), "", "").failed(new ToolFailure(FailureCode.UNREADABLE_TAG, "no")));
    }

    private int pictures() {
        return (int) parts.stream().filter(ImagePart.class::isInstance).count();
    }

    private ImagePart image(int index) {
        return parts.stream()
                .filter(part -> part instanceof ImagePart image && image.index() == index)
                .map(ImagePart.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Revision.Made made(Revision revision) {
        return revision.pieces().stream()
                .filter(Revision.Made.class::isInstance)
                .map(Revision.Made.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode params(Revision revision) {
        // As it is sent: a number in the tree may be of another type than one that was read.
        return json(made(revision).call().params().toString());
    }

    private static Change.Differently prompt(String prompt) {
        return new Change.Differently(
                Optional.empty(), Optional.empty(), Optional.of(prompt), Optional.empty(), Optional.empty());
    }

    private static Change.Differently change(
            Optional<String> tool, Optional<String> description, Optional<String> params) {
        return new Change.Differently(
                tool, description, Optional.empty(), params.map(RevisingTest::json), Optional.empty());
    }

    private List<FieldError> errors(Change.Differently change) {
        return catchThrowableOfType(ProblemException.class, () -> revising().differently(image(0), change))
                .problem()
                .errors();
    }

    private static String problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var problem = catchThrowableOfType(ProblemException.class, call).problem();
        return problem.status() + " " + problem.type();
    }

    private static ToolManifest tool(String name, String schema, boolean needsSource) {
        return new ToolManifest(name, "always", json(schema), List.of(), needsSource, List.of("b"), 60, Instant.EPOCH);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
