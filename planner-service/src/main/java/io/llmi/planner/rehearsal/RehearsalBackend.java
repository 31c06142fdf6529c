package io.llmi.planner.rehearsal;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.llmi.events.TokenUsage;
import io.llmi.events.ToolManifest;
import io.llmi.planner.backend.PlanRequest;
import io.llmi.planner.backend.PlanResult;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.TextSink;

/**
 * The planner without a model: rules read topic, pictures and numbers from the request, and a document that says so is
 * streamed word by word. The same request always gives the same document; another seed gives it in other words.
 * Thread-safe.
 */
public final class RehearsalBackend implements PlannerBackend {
    public static final String NAME = "rehearsal";
    private static final String MODEL = "rules-1";
    private static final Pattern WORD = Pattern.compile("\\S*\\s*");

    private final int wordsPerSecond;

    /** @param wordsPerSecond the pace; 0 is as fast as possible */
    public RehearsalBackend(int wordsPerSecond) {
        this.wordsPerSecond = wordsPerSecond;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public PlanResult stream(PlanRequest request, TextSink sink) throws InterruptedException {
        Matcher word = WORD.matcher(document(request));
        long begin = System.nanoTime();
        for (long words = 0; word.find() && !word.group().isEmpty(); words++) {
            if (wordsPerSecond > 0) {
                long due = begin + words * TimeUnit.SECONDS.toNanos(1) / wordsPerSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
            sink.text(word.group());
        }
        return PlanResult.completed(TokenUsage.NONE);
    }

    /** The whole document, a pure function of the request. */
    static String document(PlanRequest request) {
        Set<String> tools = request.tools().stream().map(ToolManifest::name).collect(Collectors.toSet());
        ShownPictures pictures = ShownPictures.of(request.job());
        Brief brief = BriefReader.read(request.job().prompt(), !pictures.isEmpty());
        Wording wording = request.job().sampling().seed().map(Wording::new).orElse(Wording.PLAIN);
        return Prose.document(brief, Arranger.arrange(brief, request.job(), tools, pictures), wording);
    }
}
