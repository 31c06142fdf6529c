package io.llmi.gateway.job;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.BlobRef;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.Problem.FieldError;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.job.JobRequest.RawPicture;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.image.ImageInspector;

/**
 * Keeps the pictures that clients send: decoded, turned upright, and encoded anew, so that neither metadata (where a
 * photo was taken) nor anything hidden behind the picture is stored or served. Thread-safe.
 */
@ApplicationScoped
class InputPictures {
    private static final float JPEG_QUALITY = 0.92f;

    private final BlobStore blobs;
    private final GatewayConfig.Limits limits;
    private final Semaphore decodes;

    @Inject
    InputPictures(BlobStore blobs, GatewayConfig config) {
        this.blobs = blobs;
        this.limits = config.limits();
        this.decodes = new Semaphore(limits.concurrentDecodes());
    }

    private record Encoded(byte[] bytes, String mediaType, int width, int height) {}

    /**
     * Checks all, then stores all.
     *
     * @throws ProblemException naming each that is not a picture; nothing is stored then
     */
    List<BlobRef> store(List<RawPicture> pictures) {
        List<Encoded> encoded = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (RawPicture picture : pictures) {
            decodes.acquireUninterruptibly();
            try {
                encoded.add(clean(picture.bytes()));
            } catch (ImageInspector.NotAnImageException e) {
                errors.add(new FieldError(picture.field(), "not accepted: " + e.getMessage()));
            } finally {
                decodes.release();
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return encoded.stream()
                .map(e -> new BlobRef(blobs.put(e.bytes()), e.mediaType(), e.width(), e.height(), e.bytes().length))
                .toList();
    }

    private Encoded clean(byte[] bytes) throws ImageInspector.NotAnImageException {
        ImageInspector.Inspected picture = ImageInspector.inspect(bytes, limits.imagePixels());
        BufferedImage pixels = ExifOrientation.upright(picture.pixels(), ExifOrientation.of(bytes));
        // Only what was a JPEG loses nothing worth having as one.
        String format = picture.mediaType().equals("image/jpeg") ? "jpeg" : "png";
        return new Encoded(encode(pixels, format), "image/" + format, pixels.getWidth(), pixels.getHeight());
    }

    private static byte[] encode(BufferedImage pixels, String format) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            boolean jpeg = format.equals("jpeg");
            if (jpeg) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(jpeg ? opaque(pixels) : pixels, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a picture as " + format, e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The JPEG writer refuses alpha and would store unusual colour models as they are. */
    private static BufferedImage opaque(BufferedImage pixels) {
        if (pixels.getType() == BufferedImage.TYPE_INT_RGB || pixels.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return pixels;
        }
        BufferedImage rgb = new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(pixels, 0, 0, null);
        graphics.dispose();
        return rgb;
    }
}
