package io.llmi.toolkit.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;

/** A server that writes the bytes it is told to, proper HTTP or not, and keeps account of what reached it. */
final class RawServer implements AutoCloseable {
    /** Answers one request; the connection is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void answer(String head, OutputStream out) throws Exception;
    }

    private final ServerSocket socket;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> serverNames = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RawServer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static RawServer on(String address, Script script) throws IOException {
        return new RawServer(new ServerSocket(0, 50, InetAddress.getByName(address)), script);
    }

    static RawServer start(Script script) throws IOException {
        return on("127.0.0.1", script);
    }

    /** Reachable under every address of this machine. */
    static RawServer everywhere() throws IOException {
        return new RawServer(new ServerSocket(0), (head, out) -> out.write(ok("image/png", "secret")));
    }

    static RawServer secure(SSLServerSocketFactory factory, Script script) throws IOException {
        return new RawServer(factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
    }

    static byte[] ok(String type, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(type, body.length(), body)
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] redirect(int status, String location) {
        return "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(status, location)
                .getBytes(StandardCharsets.UTF_8);
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Answers that the client did not take to the end. */
    int broken() {
        return broken.get();
    }

    /** Connections that neither side has closed. */
    int open() {
        return open.size();
    }

    /** Heads of the requests, as they came. */
    List<String> requests() {
        return requests;
    }

    /** Names that TLS clients asked for. */
    List<String> serverNames() {
        return serverNames;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String head = head(connection.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            if (connection instanceof SSLSocket tls && tls.getSession() instanceof ExtendedSSLSession session) {
                session.getRequestedServerNames()
                        .forEach(name -> serverNames.add(new String(name.getEncoded(), StandardCharsets.US_ASCII)));
            }
            requests.add(head);
            script.answer(head, connection.getOutputStream());
            connection.getOutputStream().flush();
            connection.shutdownOutput();
            // Until the client has gone as well; a close with unread bytes would take the answer back.
            connection.getInputStream().readAllBytes();
        } catch (Exception e) {
            broken.incrementAndGet();
        } finally {
            open.remove(connection);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            head.append((char) octet);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
