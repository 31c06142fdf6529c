package io.llmi.tool.search.library;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;

/** Where a library's pictures come from. Thread-safe. */
public sealed interface PictureSource permits BundledPictures, FolderPictures {
    /** The name of the list of pictures. */
    String INDEX = "index.json";

    /** Changes whenever {@link #entries()} may have changed. */
    long version();

    /** Which pictures these are, whatever their version. */
    String identity();

    List<LibraryEntry> entries() throws LibraryException;

    /** The bytes of one picture. */
    byte[] read(LibraryEntry entry) throws LibraryException;

    /** Reads an {@code index.json}: an array of entries, or an object with them under {@code pictures}. */
    static List<LibraryEntry> parse(byte[] index) throws LibraryException {
        try {
            JsonNode root = Json.mapper().readTree(index);
            JsonNode pictures = root.isObject() ? root.path("pictures") : root;
            List<LibraryEntry> entries = List.of(Json.mapper().treeToValue(pictures, LibraryEntry[].class));
            for (LibraryEntry entry : entries) {
                // Jackson hands over null for an absent text.
                if (java.util.Objects.requireNonNullElse(entry.file(), "").isBlank()) {
                    throw new LibraryException("an entry of " + INDEX + " (\"" + entry.title() + "\") names no file");
                }
            }
            return entries;
        } catch (java.io.IOException | RuntimeException e) {
            throw new LibraryException(INDEX + " has to be a JSON array of pictures", e);
        }
    }
}
