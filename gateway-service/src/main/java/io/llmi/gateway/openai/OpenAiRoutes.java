package io.llmi.gateway.openai;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.llmi.gateway.http.EventWriter;
import io.llmi.toolkit.lifecycle.Component;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Routes of OpenAI's API: each request on a virtual thread, each failure in OpenAI's form. */
@ApplicationScoped
class OpenAiRoutes implements Component {
    private static final Logger LOG = Logger.getLogger(OpenAiRoutes.class);

    private final ResponsesApi responses;
    private final ChatApi chat;
    private final ModelsApi models;
    private final long maxBodyBytes;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    OpenAiRoutes(
            ResponsesApi responses,
            ChatApi chat,
            ModelsApi models,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.responses = responses;
        this.chat = chat;
        this.models = models;
        this.maxBodyBytes = maxBody.asLongValue();
    }

    /** What a route does; interrupted when the client goes away. */
    @FunctionalInterface
    interface Action {
        void run(OpenAiExchange exchange) throws InterruptedException, EventWriter.StalledException;
    }

    void register(@Observes Router router) {
        route(router, HttpMethod.POST, "/v1/responses", responses::create);
        route(router, HttpMethod.GET, "/v1/responses/:id", responses::get);
        route(router, HttpMethod.DELETE, "/v1/responses/:id", responses::delete);
        route(router, HttpMethod.POST, "/v1/responses/:id/cancel", responses::cancel);
        route(router, HttpMethod.GET, "/v1/responses/:id/input_items", responses::inputItems);
        route(router, HttpMethod.POST, "/v1/chat/completions", chat::create);
        route(router, HttpMethod.GET, "/v1/models", models::list);
        route(router, HttpMethod.GET, "/v1/models/:id", models::get);
    }

    @Override
    public String name() {
        return "OpenAI routes";
    }

    @Override
    public Phase phase() {
        return Phase.SERVE;
    }

    @Override
    public void start() {
        LOG.debug("OpenAI's API is served under /v1");
    }

    @Override
    public void stop() {
        threads.shutdownNow();
    }

    private void route(Router router, HttpMethod method, String path, Action action) {
        var route = router.route(method, path);
        if (method == HttpMethod.POST) {
            route.handler(BodyHandler.create(false).setBodyLimit(maxBodyBytes));
        }
        route.handler(context -> threads.execute(() -> serve(context, action)));
    }

    private static void serve(RoutingContext context, Action action) {
        OpenAiExchange exchange = new OpenAiExchange(context);
        Thread thread = Thread.currentThread();
        context.response().closeHandler(closed -> thread.interrupt());
        context.response().exceptionHandler(failure -> thread.interrupt());
        try {
            action.run(exchange);
        } catch (InterruptedException e) {
            // The client went away, or the server stops; closing twice does no harm.
            exchange.abort();
        } catch (EventWriter.StalledException e) {
            LOG.infof(
                    "dropped a client of %s that takes no events",
                    context.request().path());
            exchange.drop();
        } catch (RuntimeException e) {
            if (exchange.response().headWritten()) {
                LOG.errorf(e, "a stream of %s broke off", context.request().path());
                exchange.abort();
            } else {
                exchange.error(OpenAiException.of(e));
            }
        }
    }
}
