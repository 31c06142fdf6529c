package io.llmi.tool.search.picture;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;

import io.llmi.toolkit.image.ImageInspector;
import org.jboss.logging.Logger;

/** Takes one picture in: downloads it, cleans it, and looks whether it shows anything. Thread-safe. */
public final class PictureIntake {
    private static final Logger LOG = Logger.getLogger(PictureIntake.class);
    private final PictureDownload download;

    public PictureIntake(PictureDownload download) {
        this.download = download;
    }

    public byte[] take(URI address, SideBounds bounds, Instant deadline)
            throws UnusablePictureException, InterruptedException {
        try {
            byte[] bytes = download.download(address, deadline);
            ImageInspector.Inspected image = ImageInspector.inspect(bytes, (long) bounds.max() * bounds.max());
            if (!bounds.admit(new Size(image.width(), image.height()))) {
                throw new UnusablePictureException(
                        UnusablePictureException.Reason.TOO_SMALL, "its size is out of bounds");
            }
            if (BlankCheck.isBlank(bytes)) {
                throw new UnusablePictureException(UnusablePictureException.Reason.BLANK, "it is blank");
            }
            return bytes;
        } catch (ImageInspector.NotAnImageException | IOException e) {
            throw new UnusablePictureException(UnusablePictureException.Reason.NOT_A_PICTURE, "it is no picture", e);
        } catch (RuntimeException e) {
            // What strangers send must not take the other candidates down with it.
            LOG.warnf(e, "defect while taking a picture in");
            throw new UnusablePictureException(UnusablePictureException.Reason.NOT_A_PICTURE, "taking it in failed", e);
        }
    }
}
