package io.llmi.tool.search.library;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The small library that is shipped inside this module. */
public final class BundledPictures implements PictureSource {
    @Override
    public long version() {
        return 0;
    }

    @Override
    public String identity() {
        return "shipped";
    }

    @Override
    public List<LibraryEntry> entries() throws LibraryException {
        return PictureSource.parse(resource(INDEX));
    }

    @Override
    public byte[] read(LibraryEntry entry) throws LibraryException {
        return resource(entry.file());
    }

    private static byte[] resource(String name) throws LibraryException {
        try (InputStream in = BundledPictures.class.getResourceAsStream("/library/" + name)) {
            if (in == null) {
                throw new LibraryException("the shipped library lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new LibraryException("the shipped library's " + name + " cannot be read", e);
        }
    }
}
