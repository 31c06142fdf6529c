package io.llmi.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients that ask for an event stream and take nothing of it, or ten bytes a second. */
final class SlowClients implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 4096;
    /** Bytes a second of a client that drips. */
    static final int DRIP = 10;

    private final List<Socket> sockets = new ArrayList<>();
    private final List<Thread> drips = new ArrayList<>();

    /** Connects; every second client drips. */
    SlowClients(URI gateway, String job, int count) throws IOException {
        byte[] request = "GET /v1/jobs/%s/events HTTP/1.1\r\nHost: bench\r\n\r\n"
                .formatted(job)
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
            socket.getOutputStream().write(request);
            if (i % 2 == 1) {
                drips.add(Thread.ofVirtual().start(() -> drip(socket)));
            }
        }
    }

    int count() {
        return sockets.size();
    }

    @Override
    public void close() {
        drips.forEach(Thread::interrupt);
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void drip(Socket socket) {
        try {
            while (socket.getInputStream().readNBytes(DRIP).length == DRIP) {
                Thread.sleep(1000);
            }
        } catch (IOException | InterruptedException e) {
            // The gateway dropped it, or the benchmark ends.
        }
    }
}
