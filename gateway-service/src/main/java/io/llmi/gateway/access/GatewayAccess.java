package io.llmi.gateway.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.llmi.gateway.http.HttpProblems;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.openai.OpenAiErrors;
import io.llmi.toolkit.access.Access;
import io.llmi.toolkit.access.AccessConfig;
import io.llmi.toolkit.access.AccessGate;
import io.llmi.toolkit.access.Caller;
import io.llmi.toolkit.access.KeyTable;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the gate before the gateway's routes, and tells them who passed it. */
@ApplicationScoped
public class GatewayAccess implements Component {
    private final AccessGate gate;
    private final CurrentVertxRequest current;

    @Inject
    GatewayAccess(
            AccessConfig config,
            KafkaSettings kafka,
            @ConfigProperty(name = "quarkus.http.host") String host,
            CurrentVertxRequest current) {
        this.gate = new AccessGate(config, kafka, host, GatewayAccess::refuse);
        this.current = current;
    }

    void register(@Observes Filters filters) {
        filters.register(gate::check, AccessGate.PRIORITY);
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public Phase phase() {
        return Phase.TAIL;
    }

    @Override
    public void start() {
        gate.start();
    }

    @Override
    public void stop() {
        gate.stop();
    }

    /** Who makes the request that this thread answers. */
    public Caller caller() {
        return AccessGate.caller(current.getCurrent());
    }

    KeyTable keys() {
        return gate.keys();
    }

    boolean isAlwaysOpen() {
        return gate.authenticator().isAlwaysOpen();
    }

    boolean isOpen() {
        return gate.authenticator().isOpen();
    }

    boolean isKnown(String secret) {
        return gate.authenticator().caller(secret).isPresent();
    }

    private static void refuse(RoutingContext context, Access.Refused refused) {
        if (refused.reason() == Access.Refusal.UNKNOWN) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"llmi\"");
        }
        ProblemException problem = ProblemException.refused(refused);
        if (OpenAiErrors.concern(context)) {
            OpenAiErrors.send(context, problem);
        } else {
            HttpProblems.fail(context, problem);
        }
    }
}
