package io.llmi.toolkit.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.JobId;
import io.llmi.events.Spending;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountsTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final BigDecimal BUDGET = new BigDecimal("0.10");
    private static final int ACCOUNTS = 3;

    /** One record: a purchase of an account at a price in cents, or its return if the price is zero. */
    record Step(int account, int purchase, int cents) {
        Spending event() {
            return cents == 0
                    ? returned(account, Integer.toString(purchase), AT)
                    : asked(account, Integer.toString(purchase), cents, AT);
        }
    }

    @Property
    void shouldGrantWhatFitsAndNeverMoreThanTheBudget(@ForAll("steps") List<Step> steps) {
        Accounts accounts = new Accounts();
        Set<List<Integer>> seen = new HashSet<>();
        for (Step step : steps) {
            BigDecimal before = accounts.spent(job(step.account()));
            Optional<Verdict> verdict = accounts.take(step.event());
            BigDecimal after = accounts.spent(job(step.account()));

            assertThat(after).isBetween(BigDecimal.ZERO, BUDGET);
            boolean first = seen.add(List.of(step.account(), step.purchase()));
            if (step.cents() > 0 && first) {
                BigDecimal wanted = before.add(BigDecimal.valueOf(step.cents(), 2));
                boolean fits = wanted.compareTo(BUDGET) <= 0;
                assertThat(verdict).contains(fits ? new Verdict.Granted() : new Verdict.Refused(before));
                assertThat(after).isEqualByComparingTo(fits ? wanted : before);
            } else {
                assertThat(after).isLessThanOrEqualTo(before);
            }
        }
    }

    @Property
    void shouldComeToTheSameVerdictsWhenRecordsAreReadAgain(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(max = 40) int again) {
        Accounts once = new Accounts();
        List<Optional<Verdict>> expected =
                steps.stream().map(step -> once.take(step.event())).toList();
        Accounts twice = new Accounts();
        steps.stream().limit(again).forEach(step -> twice.take(step.event()));

        // The tail starts over at its beginning after a failure.
        List<Optional<Verdict>> actual =
                steps.stream().map(step -> twice.take(step.event())).toList();

        assertThat(actual).isEqualTo(expected);
        for (int account = 0; account < ACCOUNTS; account++) {
            assertThat(twice.spent(job(account))).isEqualByComparingTo(once.spent(job(account)));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, ACCOUNTS - 1),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 11))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Test
    void shouldHaveRoomAgainWhenAPurchaseIsReturned() {
        Accounts accounts = new Accounts();
        accounts.take(asked(0, "a", 8, AT));

        assertThat(accounts.take(asked(0, "b", 4, AT))).contains(new Verdict.Refused(new BigDecimal("0.08")));
        accounts.take(returned(0, "a", AT));
        assertThat(accounts.take(asked(0, "c", 10, AT))).contains(new Verdict.Granted());
        assertThat(accounts.spent(job(0))).isEqualByComparingTo(BUDGET);
    }

    @Test
    void shouldForgetAnAccountWhenItRestedForADay() {
        Accounts accounts = new Accounts();
        accounts.take(asked(0, "a", 8, AT));
        accounts.take(asked(1, "b", 8, AT.plus(Duration.ofHours(23))));
        accounts.take(asked(1, "c", 1, AT.plus(Duration.ofHours(25))));

        assertThat(accounts.spent(job(0))).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(accounts.spent(job(1))).isEqualByComparingTo(new BigDecimal("0.09"));
    }

    private static Spending asked(int account, String purchase, int cents, Instant at) {
        return new Spending.Asked(
                job(account),
                purchase,
                at,
                new CallId(new DraftId(job(account), 0), 0),
                "backend",
                BigDecimal.valueOf(cents, 2),
                BUDGET);
    }

    private static Spending returned(int account, String purchase, Instant at) {
        return new Spending.Returned(job(account), purchase, at);
    }

    private static JobId job(int number) {
        return JobId.derived("tenant", "key " + number);
    }
}
