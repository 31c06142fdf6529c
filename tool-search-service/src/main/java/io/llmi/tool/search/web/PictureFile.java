package io.llmi.tool.search.web;

import java.net.URI;
import java.util.Optional;

import io.llmi.tool.search.picture.SideBounds;
import io.llmi.tool.search.picture.Size;

/**
 * A file that shows a found picture: the original, or a smaller rendition.
 *
 * @param address http or https
 * @param size what the service says, which may be wrong
 */
public record PictureFile(URI address, Optional<Size> size) {
    /** Whether it may be within bounds: what is unknown is seen after the download. */
    boolean mayBeWithin(SideBounds bounds) {
        return size.map(bounds::admit).orElse(true);
    }
}
