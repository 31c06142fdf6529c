package io.llmi.tool.search.picture;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;

import io.llmi.tool.search.picture.UnusablePictureException.Reason;
import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.ImageBounds;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.image.RejectedImageException;
import org.jboss.logging.Logger;

/** Takes one picture in: downloads it, has it cleaned, and looks whether it shows anything. Thread-safe. */
public final class PictureIntake {
    private static final Logger LOG = Logger.getLogger(PictureIntake.class);

    private final PictureDownload download;
    private final ImageSanitizer sanitizer;

    public PictureIntake(PictureDownload download, ImageSanitizer sanitizer) {
        this.download = download;
        this.sanitizer = sanitizer;
    }

    /**
     * @param deadline of the download
     * @return the picture encoded anew, PNG or JPEG, without metadata
     * @throws UnusablePictureException if there is none to be had there, or it is out of bounds or blank
     */
    public byte[] take(URI address, SideBounds bounds, Instant deadline)
            throws UnusablePictureException, InterruptedException {
        try {
            CleanImage image = sanitizer.sanitize(
                    download.download(address, deadline), ImageBounds.between(bounds.min(), bounds.max()));
            if (BlankCheck.isBlank(image.bytes())) {
                throw new UnusablePictureException(Reason.BLANK, "blank");
            }
            return image.bytes();
        } catch (RejectedImageException e) {
            throw new UnusablePictureException(reason(e), e.reason().code(), e);
        } catch (IOException | RuntimeException e) {
            // What strangers send must not take the other candidates down with it.
            LOG.warnf(e, "defect while taking a picture in");
            throw new UnusablePictureException(Reason.NOT_A_PICTURE, "defect", e);
        }
    }

    private static Reason reason(RejectedImageException rejection) {
        return switch (rejection.reason()) {
            case NOT_A_PICTURE,
                    UNSUPPORTED,
                    TRUNCATED,
                    CORRUPT,
                    ANIMATED,
                    TOO_MUCH_METADATA,
                    DECODE_TIMEOUT,
                    DECODE_MEMORY,
                    DECODER_DIED -> Reason.NOT_A_PICTURE;
            case TOO_SMALL -> Reason.TOO_SMALL;
            case TOO_LARGE, TOO_MANY_BYTES, OVER_BUDGET -> Reason.TOO_LARGE;
        };
    }
}
