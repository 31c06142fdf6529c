package io.llmi.toolkit.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every component runs; names those that do not. */
@Readiness
@ApplicationScoped
public class StartedCheck implements HealthCheck {
    private final Lifecycle lifecycle;

    @Inject
    public StartedCheck(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        var missing = lifecycle.missing();
        var answer = HealthCheckResponse.named("components").status(missing.isEmpty());
        if (!missing.isEmpty()) {
            answer.withData("missing", String.join(", ", missing));
        }
        return answer.build();
    }
}
