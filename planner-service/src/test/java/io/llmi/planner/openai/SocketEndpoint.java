package io.llmi.planner.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A chat endpoint that answers each connection with the next script, byte for byte as written. */
final class SocketEndpoint implements AutoCloseable {
    /** Writes an answer; the socket closes when it returns. */
    interface Script {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n";

    /** Counted down when the peer has gone away from a hanging answer. */
    final CountDownLatch peerGone = new CountDownLatch(1);

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    SocketEndpoint(Script... scripts) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            for (Script script : scripts) {
                try (Socket socket = server.accept()) {
                    requests.add(request(socket.getInputStream()));
                    script.answer(socket.getOutputStream());
                } catch (IOException | InterruptedException e) {
                    if (server.isClosed()) {
                        return;
                    }
                }
            }
        });
    }

    Endpoint endpoint() {
        return Endpoint.of(
                "http://127.0.0.1:" + server.getLocalPort() + "/v1/", java.util.Optional.of("sk-test-secret"));
    }

    /** The stream, in pieces of so many bytes. */
    static Script stream(String body, int pieceBytes) {
        return out -> {
            out.write(STREAM_HEAD.getBytes(StandardCharsets.US_ASCII));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            for (int at = 0; at < bytes.length; at += pieceBytes) {
                out.write(bytes, at, Math.min(pieceBytes, bytes.length - at));
                out.flush();
            }
        };
    }

    static Script status(int status, String headers, String body) {
        return out -> out.write(
                ("HTTP/1.1 %d X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
                                .formatted(status, body.length(), headers, body))
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Begins a stream, then sends nothing but blanks of a comment until the peer goes away. */
    Script hang(String begin, boolean comments) {
        return out -> {
            out.write((STREAM_HEAD + begin).getBytes(StandardCharsets.UTF_8));
            out.flush();
            try {
                while (!server.isClosed()) {
                    if (comments) {
                        out.write(":\n".getBytes(StandardCharsets.UTF_8));
                        out.flush();
                    }
                    java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
                }
            } catch (IOException e) {
                peerGone.countDown();
                throw e;
            }
        };
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return head.toString();
            }
            head.append((char) b);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
