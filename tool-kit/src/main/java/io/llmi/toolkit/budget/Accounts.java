package io.llmi.toolkit.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.JobId;
import io.llmi.events.Spending;

/**
 * The accounts of jobs, added up record by record. The same records in the same order give the same verdicts everywhere,
 * and records that are read again change nothing. Pure; not thread-safe.
 */
final class Accounts {
    /** No job runs longer, so nothing is asked of an account that rested for this long. */
    static final Duration MEMORY = Duration.ofDays(1);

    private static final class Account {
        private final Map<String, Purchase> purchases = new HashMap<>();
        private BigDecimal spent = BigDecimal.ZERO;
        private Instant changedAt = Instant.MIN;
    }

    private record Purchase(BigDecimal price, Verdict verdict, boolean returned) {}

    /** The one that changed last is the last one. */
    private final Map<JobId, Account> accounts = new LinkedHashMap<>();

    /** Takes the next record; the verdict, if it asks for one. */
    Optional<Verdict> take(Spending event) {
        Account account = touched(event);
        return switch (event) {
            case Spending.Asked asked -> Optional.of(decide(account, asked));
            case Spending.Returned returned -> {
                giveBack(account, returned.purchase());
                yield Optional.empty();
            }
        };
    }

    /** What was granted and not returned, in US dollars. */
    BigDecimal spent(JobId job) {
        Account account = accounts.get(job);
        return account == null ? BigDecimal.ZERO : account.spent;
    }

    private static Verdict decide(Account account, Spending.Asked asked) {
        Purchase known = account.purchases.get(asked.purchase());
        if (known != null) {
            return known.verdict();
        }
        BigDecimal after = account.spent.add(asked.priceUsd());
        Verdict verdict =
                after.compareTo(asked.maxCostUsd()) <= 0 ? new Verdict.Granted() : new Verdict.Refused(account.spent);
        if (verdict instanceof Verdict.Granted) {
            account.spent = after;
        }
        account.purchases.put(asked.purchase(), new Purchase(asked.priceUsd(), verdict, false));
        return verdict;
    }

    private static void giveBack(Account account, String id) {
        Purchase purchase = account.purchases.get(id);
        if (purchase == null) {
            // Whoever asked has given up waiting already.
            account.purchases.put(id, new Purchase(BigDecimal.ZERO, new Verdict.Refused(account.spent), true));
        } else if (purchase.verdict() instanceof Verdict.Granted && !purchase.returned()) {
            account.spent = account.spent.subtract(purchase.price());
            account.purchases.put(id, new Purchase(purchase.price(), purchase.verdict(), true));
        }
    }

    private Account touched(Spending event) {
        Account known = accounts.remove(event.account());
        Account account = known == null ? new Account() : known;
        account.changedAt = event.at().isAfter(account.changedAt) ? event.at() : account.changedAt;
        accounts.put(event.account(), account);
        forgetBefore(event.at().minus(MEMORY));
        return account;
    }

    private void forgetBefore(Instant oldest) {
        Iterator<Account> longestAtRest = accounts.values().iterator();
        while (longestAtRest.hasNext() && longestAtRest.next().changedAt.isBefore(oldest)) {
            longestAtRest.remove();
        }
    }
}
