package io.llmi.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * The connection under a stream. Vert.x itself closes one only after its client took all that was written, which a
 * stalled client never does; hence the channel below it. A stream of HTTP/2 ends alone: its connection carries others.
 */
public final class StreamConnection {
    /** Enough for a distant reader; by itself the kernel takes up to four megabytes for one that does not read. */
    private static final int SEND_BUFFER = 128 * 1024;

    /** HTTP/2's CANCEL. */
    private static final long CANCEL = 8;

    private StreamConnection() {}

    /** Breaks a stream off, after what was written of it. */
    public static void close(HttpServerRequest request) {
        if (isShared(request)) {
            request.response().reset(CANCEL);
        } else {
            request.connection().close();
        }
    }

    /** Breaks a stream off at once; what its client has not taken is thrown away. */
    public static void drop(HttpServerRequest request) {
        if (isShared(request)) {
            request.response().reset(CANCEL);
        } else {
            ChannelHandlerContext context = underVertx(request);
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }

    /** Bounds what the kernel holds for a reader that is behind. */
    static void bound(HttpServerRequest request) {
        if (!isShared(request)) {
            underVertx(request).channel().config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
        }
    }

    private static boolean isShared(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    private static ChannelHandlerContext underVertx(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channelHandlerContext();
    }
}
