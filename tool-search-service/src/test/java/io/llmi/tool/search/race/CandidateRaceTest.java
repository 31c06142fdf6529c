package io.llmi.tool.search.race;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CandidateRaceTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final class Useless extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static OptionalInt oneByOne(List<Boolean> usable) {
        return IntStream.range(0, usable.size()).filter(usable::get).findFirst();
    }

    /** Candidates end in an order drawn at random among those that are running. */
    @Property
    void shouldChooseAsOneByOneWhateverTheOrderOfCompletions(
            @ForAll @Size(max = 25) List<Boolean> usable,
            @ForAll @IntRange(min = 1, max = 8) int parallel,
            @ForAll long seed) {
        Random random = new Random(seed);
        RaceOrder order = new RaceOrder(usable.size(), parallel);
        List<Integer> running = new ArrayList<>(order.start());
        while (!order.decided()) {
            assertThat(running).isNotEmpty().hasSizeLessThanOrEqualTo(parallel);
            int candidate = running.remove(random.nextInt(running.size()));
            if (usable.get(candidate)) {
                running.removeAll(order.succeeded(candidate));
            } else {
                order.failed(candidate);
            }
            List<Integer> started = order.start();
            // Nothing that cannot win any more is spent on.
            order.best().ifPresent(best -> assertThat(started).allMatch(candidateToTry -> candidateToTry < best));
            running.addAll(started);
        }

        assertThat(order.best()).isEqualTo(oneByOne(usable));
        assertThat(running).isEmpty();
    }

    /** The same on real threads, with latencies drawn at random. */
    @Property(tries = 150)
    void shouldChooseAsOneByOneWhateverTheLatencies(
            @ForAll @Size(max = 12) List<Boolean> usable,
            @ForAll @IntRange(min = 1, max = 5) int parallel,
            @ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        AtomicInteger atATime = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CandidateRace.Attempt<Integer, Useless>> attempts = new ArrayList<>();
        for (int i = 0; i < usable.size(); i++) {
            int number = i;
            int micros = random.nextInt(2_000);
            attempts.add(() -> {
                most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
                try {
                    new CountDownLatch(1).await(micros, TimeUnit.MICROSECONDS);
                    if (!usable.get(number)) {
                        throw new Useless();
                    }
                    return number;
                } finally {
                    atATime.decrementAndGet();
                }
            });
        }

        CandidateRace.Result<Integer, Useless> result = new CandidateRace<Integer, Useless>(parallel)
                .run(attempts, Useless.class, Instant.now().plus(LONG));

        OptionalInt expected = oneByOne(usable);
        assertThat(result.winner().isPresent()).isEqualTo(expected.isPresent());
        result.winner().ifPresent(winner -> {
            assertThat(winner.number()).isEqualTo(expected.getAsInt());
            assertThat(winner.made()).isEqualTo(winner.number());
        });
        assertThat(result.unfinished()).isZero();
        result.failures()
                .keySet()
                .forEach(failed -> assertThat(usable.get(failed)).isFalse());
        if (expected.isEmpty()) {
            assertThat(result.failures()).hasSameSizeAs(usable);
            assertThat(most.get()).isLessThanOrEqualTo(parallel);
        }
    }

    private static CandidateRace.Attempt<String, Useless> hanging(CountDownLatch interrupted) {
        return () -> {
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        };
    }

    @Test
    void shouldCancelTheRestWhenTheBestIsCertain() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(2);

        var result = new CandidateRace<String, Useless>(3)
                .run(
                        List.of(() -> "first", hanging(interrupted), hanging(interrupted)),
                        Useless.class,
                        Instant.now().plus(LONG));

        assertThat(result.winner()).contains(new CandidateRace.Winner<>(0, "first"));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldTakeTheBestSoFarWhenTheDeadlinePasses() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);

        var result = new CandidateRace<String, Useless>(3)
                .run(
                        List.of(
                                () -> {
                                    throw new Useless();
                                },
                                hanging(interrupted),
                                () -> "third"),
                        Useless.class,
                        Instant.now().plusMillis(300));

        assertThat(result.winner()).contains(new CandidateRace.Winner<>(2, "third"));
        assertThat(result.unfinished()).isEqualTo(1);
        assertThat(result.failures()).containsOnlyKeys(0);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldInterruptAllTriesWhenInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(2);
        FutureTask<Object> race = new FutureTask<>(() -> new CandidateRace<String, Useless>(2)
                .run(
                        List.of(hanging(interrupted), hanging(interrupted)),
                        Useless.class,
                        Instant.now().plus(LONG)));
        Thread caller = Thread.ofPlatform().start(race);
        Awaitility.await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        caller.interrupt();

        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> race.get(10, TimeUnit.SECONDS));
        assertThat(failure).hasCauseInstanceOf(InterruptedException.class);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldNotHideADefectWhenATryHasOne() {
        List<CandidateRace.Attempt<String, Useless>> attempts = List.of(() -> {
            throw new UnsupportedOperationException("defect");
        });
        assertThatThrownBy(() -> new CandidateRace<String, Useless>(1)
                        .run(attempts, Useless.class, Instant.now().plus(LONG)))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(UnsupportedOperationException.class);
    }
}
