package io.llmi.toolkit.access;

import java.util.EnumSet;
import java.util.Set;

import io.llmi.events.Quota;

/**
 * Who asks.
 *
 * @param tenant whose jobs are its own
 * @param name for logs; no secret
 * @param quota as its key says
 */
public record Caller(String tenant, String name, Set<Scope> scopes, Quota quota) {
    /** The tenant of everybody where no keys are asked for. */
    public static final String DEFAULT_TENANT = "default";

    /** Whoever reaches an open system: may do everything. */
    public static final Caller ANYBODY = new Caller(DEFAULT_TENANT, "anybody", EnumSet.allOf(Scope.class), Quota.NONE);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it may do this. */
    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }

    /** Whether this tenant's jobs are there for it. */
    public boolean sees(String owner) {
        return tenant.equals(owner) || scopes.contains(Scope.ADMIN);
    }
}
