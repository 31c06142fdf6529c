package io.llmi.tool.search.library;

import java.io.IOException;
import java.util.Optional;

import io.llmi.tool.search.SearchBackend;
import io.llmi.toolkit.image.ImageInspector;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Searches a library on this machine; notices when its folder or index changes. Thread-safe. */
public final class LocalLibrary implements SearchBackend {
    private static final Logger LOG = Logger.getLogger(LocalLibrary.class);
    private static final String NAME = "local-library";
    private final PictureSource source;
    private final long maxPixels;
    private volatile @Nullable Loaded loaded;

    private record Loaded(long version, LibraryIndex index) {}

    /** @param maxPixels width times height of the largest picture that is handed out */
    public LocalLibrary(PictureSource source, long maxPixels) {
        this.source = source;
        this.maxPixels = maxPixels;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Found> find(String query) throws LibraryException {
        try {
            Optional<LibraryEntry> best = index().best(query);
            if (best.isEmpty()) {
                return Optional.empty();
            }
            byte[] bytes = source.read(best.get());
            ImageInspector.inspect(bytes, maxPixels);
            return Optional.of(new Found(bytes, best.get()));
        } catch (ImageInspector.NotAnImageException e) {
            throw new LibraryException("a file of the picture library is no usable picture: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LibraryException("the picture library cannot be searched", e);
        }
    }

    private LibraryIndex index() throws LibraryException, IOException {
        long version = source.version();
        Loaded now = loaded;
        if (now != null && now.version() == version) {
            return now.index();
        }
        var entries = source.entries();
        Loaded fresh = new Loaded(version, new LibraryIndex(entries));
        loaded = fresh;
        LOG.infof("picture library loaded: %d pictures", entries.size());
        return fresh.index();
    }
}
