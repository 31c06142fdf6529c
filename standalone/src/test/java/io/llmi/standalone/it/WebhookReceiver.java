package io.llmi.standalone.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A client's web server on loopback: keeps what reaches it and answers by path. */
final class WebhookReceiver implements AutoCloseable {
    /** One message as it arrived. */
    record Received(String path, Map<String, String> headers, byte[] body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean down = true;

    /** @param port 0 for any that is free */
    WebhookReceiver(String address, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + port() + path;
    }

    List<Received> at(String path) {
        return received.stream().filter(one -> one.path().equals(path)).toList();
    }

    /** From now on {@code /down}, which has only failed so far, takes what comes. */
    void recover() {
        down = false;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> headers = Map.of(
                "webhook-id", header(exchange, "webhook-id"),
                "webhook-timestamp", header(exchange, "webhook-timestamp"),
                "webhook-signature", header(exchange, "webhook-signature"),
                "content-type", header(exchange, "content-type"));
        received.add(new Received(path, headers, exchange.getRequestBody().readAllBytes()));
        int status = switch (path) {
            case "/flaky" -> at(path).size() <= 2 ? 500 : 204;
            case "/down" -> down ? 500 : 204;
            case "/moved" -> 302;
            case "/gone" -> 410;
            case "/slow" -> silence();
            default -> 204;
        };
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", url("/secret"));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private int silence() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 204;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value == null) {
            throw new UncheckedIOException(new IOException("the message has no header " + name));
        }
        return value;
    }
}
