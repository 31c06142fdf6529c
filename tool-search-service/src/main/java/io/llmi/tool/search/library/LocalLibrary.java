package io.llmi.tool.search.library;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.llmi.events.FailureCode;
import io.llmi.events.Provenance;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.Licence;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.tool.ToolReply;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Searches a library on this machine; notices when its folder or index changes. Thread-safe. */
public final class LocalLibrary implements Backend<SearchRequest> {
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

    /** Its version too: what was found before the folder changed need not be found now. */
    @Override
    public String identity() {
        return "%s %s version=%d max-pixels=%d".formatted(NAME, source.identity(), source.version(), maxPixels);
    }

    @Override
    public ToolReply.Picture produce(SearchRequest request, BackendCall call) throws BackendException {
        long begin = System.nanoTime();
        try {
            List<LibraryEntry> hits = index().ranked(request.query());
            List<LibraryEntry> usable = hits.stream()
                    .filter(entry -> request.licence().accepts(licence(entry)))
                    .toList();
            if (usable.isEmpty()) {
                throw nothing(request, hits.size());
            }
            Optional<LibraryEntry> best =
                    usable.stream().skip(request.rank() - 1L).findFirst();
            if (best.isEmpty()) {
                throw BackendException.nothingFound(
                        "The local library has %d pictures for %s and none of rank %d; look for something else."
                                .formatted(usable.size(), request.quoted(), request.rank()));
            }
            byte[] bytes = source.read(best.get());
            ImageInspector.inspect(bytes, maxPixels);
            return picture(request, best.get(), bytes, (System.nanoTime() - begin) / 1_000_000);
        } catch (ImageInspector.NotAnImageException | LibraryException | IOException e) {
            throw new BackendException(
                    FailureCode.UNAVAILABLE,
                    "The local picture library cannot be used at the moment.",
                    new Remedy.TryNext(),
                    e);
        }
    }

    private static Optional<Licence> licence(LibraryEntry entry) {
        return Licence.read(entry.license(), entry.licenseUrl());
    }

    private static BackendException nothing(SearchRequest request, int hits) {
        String advice = "point llmi.search.library at a folder of your own or configure a web search backend.";
        return BackendException.nothingFound(
                hits == 0
                        ? "No picture in the local library matches %s; %s".formatted(request.quoted(), advice)
                        : "The pictures in the local library that match %s are not licensed as the policy \"%s\" asks; %s"
                                .formatted(request.quoted(), request.licence().word(), advice));
    }

    private static ToolReply.Picture picture(SearchRequest request, LibraryEntry entry, byte[] bytes, long millis) {
        Provenance provenance = Provenance.madeBy(NAME, request.asParams().put("rank", request.rank()))
                .withCredit(
                        entry.sourceUrl(), entry.license(), entry.attribution().or(entry::author))
                .withDurationMs(millis);
        List<String> warnings = entry.license().isPresent()
                ? List.of()
                : List.of("The licence of \"" + entry.title() + "\" is unknown; clear its rights before publishing.");
        String title = entry.title().isBlank() ? request.query() : entry.title();
        String alt = entry.description().isBlank() ? title : title + ": " + entry.description();
        return new ToolReply.Picture(bytes, alt, provenance, warnings);
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
