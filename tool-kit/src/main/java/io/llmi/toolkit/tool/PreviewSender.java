package io.llmi.toolkit.tool;

import java.time.Duration;
import java.util.function.BiConsumer;

import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.ToolPreview;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.image.ImageEncoder;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.ImageInspector.Inspected;
import io.llmi.toolkit.image.ImageInspector.NotAnImageException;
import io.llmi.toolkit.image.ImageScaler;
import org.jboss.logging.Logger;

/**
 * Sends the previews of one call: not too many, not too often, not too large, encoded anew, and none once the call has
 * ended.
 */
final class PreviewSender implements Previews, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PreviewSender.class);
    private static final long MAX_PIXELS = 1_000_000;

    private final CallId call;
    private final BlobStore blobs;
    private final long maxPixels;
    private final Duration interval;
    private final BiConsumer<CallId, ToolPreview> publish;
    private int sent;
    private long lastNanos;
    private boolean closed;

    /**
     * @param maxPixels larger pictures are not decoded
     * @param publish sends one without waiting for it
     */
    PreviewSender(CallId call, BlobStore blobs, ToolSettings settings, BiConsumer<CallId, ToolPreview> publish) {
        this.call = call;
        this.blobs = blobs;
        this.maxPixels = settings.maxPixels();
        this.interval = settings.previewInterval();
        this.publish = publish;
    }

    @Override
    public synchronized void preview(int index, byte[] bytes) {
        boolean early = sent > 0 && System.nanoTime() - lastNanos < interval.toNanos();
        if (closed || early || sent == ToolPreview.MAX_PER_CALL) {
            return;
        }
        try {
            Inspected picture = ImageInspector.inspect(bytes, maxPixels);
            byte[] png = ImageEncoder.png(ImageScaler.within(picture.pixels(), MAX_PIXELS));
            Inspected small = ImageInspector.inspect(png, MAX_PIXELS);
            BlobRef blob = new BlobRef(blobs.put(png), small.mediaType(), small.width(), small.height(), png.length);
            publish.accept(call, new ToolPreview(sent, blob));
            sent++;
            lastNanos = System.nanoTime();
        } catch (NotAnImageException e) {
            LOG.debugf("call %s: dropped a preview: %s", call, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf(e, "call %s: dropped a preview", call);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
