package io.llmi.toolkit.image.child;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.ImageBounds;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.image.decode.CleaningRules;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

class DecoderPoolTest {
    private static final CleaningRules RULES = new CleaningRules(ImageBounds.upTo(10_000), 0.9f, 1000);
    private static final Duration START = Duration.ofSeconds(60);

    private final List<DecoderPool> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(DecoderPool::close);
    }

    @ParameterizedTest
    @CsvSource({
        "hang, DECODE_TIMEOUT",
        "heap, DECODE_MEMORY",
        "native, DECODE_MEMORY",
        "die, DECODER_DIED",
        "boast, DECODER_DIED"
    })
    void shouldKillTheDecoderAndCleanTheNextPictureWhenOneMisbehaves(String defect, Reason reason) throws Exception {
        DecoderPool pool = pool(misbehaving(), 1, defect.equals("hang") ? Duration.ofSeconds(2) : START, 100);
        clean(pool);
        long first = only(pool.pids());

        assertThatExceptionOfType(RejectedImageException.class)
                .isThrownBy(() -> pool.clean(word(defect), RULES, 100))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));

        await().until(() -> ProcessHandle.of(first).isEmpty());
        assertThat(clean(pool).width()).isEqualTo(20);
        assertThat(only(pool.pids())).isNotEqualTo(first);
    }

    @Test
    void shouldKeepTheDecoderWhenAPictureIsOnlyRejected() throws Exception {
        DecoderPool pool = pool(misbehaving(), 1, START, 100);
        clean(pool);
        long first = only(pool.pids());

        for (String rejected : List.of("throw", "chatter", "no picture at all")) {
            assertThatExceptionOfType(RejectedImageException.class)
                    .isThrownBy(() -> pool.clean(word(rejected), RULES, 100));
        }

        clean(pool);
        assertThat(pool.pids()).containsExactly(first);
    }

    @Test
    void shouldReplaceTheDecoderWhenItHasServedLongOrIsTooSmall() throws Exception {
        DecoderPool pool = pool(ChildCommand.decoder(), 1, START, 2);
        clean(pool);
        long first = only(pool.pids());
        clean(pool);
        assertThat(pool.pids()).isEmpty();
        clean(pool);
        long second = only(pool.pids());
        assertThat(second).isNotEqualTo(first);

        // As large as fits no heap of 256 MiB, by its header.
        pool.clean(TestPictures.png(20, 10), RULES, 12_000_000);

        assertThat(pool.pids()).doesNotContain(second);
    }

    @Test
    void shouldStartNoMoreDecodersThanConfiguredWhenManyCallersCome() throws Exception {
        DecoderPool pool = pool(ChildCommand.decoder(), 2, START, 1000);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CleanImage>> all = IntStream.range(0, 40)
                    .mapToObj(i ->
                            callers.submit(() -> pool.clean(TestPictures.png(10 + i, 20), RULES, 20L * (10 + i))))
                    .toList();

            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get().width()).isEqualTo(10 + i);
            }
        }
        assertThat(pool.pids()).hasSizeBetween(1, 2);
    }

    @Test
    void shouldKillTheDecoderWhenTheCallerIsInterrupted() throws Exception {
        DecoderPool pool = pool(misbehaving(), 1, Duration.ofMinutes(5), 100);
        clean(pool);
        long child = only(pool.pids());
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform()
                .start(() -> outcome.complete(catchThrowable(() -> pool.clean(word("hang"), RULES, 100))));
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        caller.interrupt();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        await().until(() -> ProcessHandle.of(child).isEmpty());
        assertThat(clean(pool).width()).isEqualTo(20);
    }

    @Test
    void shouldDecodeInThisProcessWhenNoChildCanBeStarted() throws Exception {
        ChildCommand broken = new ChildCommand("io.llmi.NoSuchProgram", List.of(DecoderMain.class), List.of());
        DecoderPool pool = pool(broken, 1, START, 100);

        assertThat(clean(pool).width()).isEqualTo(20);
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void shouldEndTheDecoderWhenItsParentIsKilledAlthoughItHangs() throws Exception {
        List<Class<?>> needed = new ArrayList<>(misbehaving().needed());
        needed.add(Logger.class);
        ChildCommand parent = new ChildCommand(HangingParent.class.getName(), needed, List.of());
        Process process = new ProcessBuilder(parent.line(128))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long child;
        try (var output = process.inputReader()) {
            child = Long.parseLong(output.readLine());
        } finally {
            process.destroyForcibly();
        }

        await().atMost(START).until(() -> ProcessHandle.of(child).isEmpty());
    }

    @Test
    void shouldEndAllDecodersWhenItIsClosed() throws Exception {
        DecoderPool pool = pool(ChildCommand.decoder(), 1, START, 100);
        clean(pool);
        long child = only(pool.pids());

        pool.close();

        await().until(() -> ProcessHandle.of(child).isEmpty());
    }

    static ChildCommand misbehaving() {
        ChildCommand real = ChildCommand.decoder();
        List<Class<?>> needed = new ArrayList<>(real.needed());
        needed.add(MisbehavingDecoder.class);
        List<String> options = new ArrayList<>(real.options());
        // So that only the watch over the whole process can see it.
        options.add("-XX:MaxDirectMemorySize=4g");
        return new ChildCommand(MisbehavingDecoder.class.getName(), needed, options);
    }

    private DecoderPool pool(ChildCommand command, int children, Duration timeout, int recycleAfter) {
        DecoderPool pool = new DecoderPool(command, new DecoderPool.Limits(children, timeout, START, recycleAfter));
        open.add(pool);
        return pool;
    }

    private static CleanImage clean(DecoderPool pool) throws Exception {
        return pool.clean(TestPictures.png(20, 10), RULES, 200);
    }

    private static byte[] word(String word) {
        return word.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static long only(Set<Long> pids) {
        assertThat(pids).hasSize(1);
        return pids.iterator().next();
    }
}
