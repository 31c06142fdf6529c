package io.llmi.toolkit.imagegen;

import java.util.Base64;

import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.image.ImageInspector;

/** Pictures in the answers of backends. */
public final class ReceivedPicture {
    private ReceivedPicture() {}

    /**
     * The picture that a Base64 text stands for, with or without the prefix of a data URI.
     *
     * @throws BackendException if it is not Base64, or no picture by its first bytes
     */
    public static byte[] ofBase64(String backend, String text) throws BackendException {
        int comma = text.startsWith("data:") ? text.indexOf(',') : -1;
        try {
            return checked(
                    backend,
                    Base64.getDecoder().decode(text.substring(comma + 1).strip()));
        } catch (IllegalArgumentException e) {
            throw BackendException.garbage("The %s backend's picture is not valid Base64.".formatted(backend));
        }
    }

    /** @throws BackendException if the bytes are no picture by their first ones */
    public static byte[] checked(String backend, byte[] bytes) throws BackendException {
        if (ImageInspector.sniff(bytes).isEmpty()) {
            throw BackendException.garbage("The %s backend answered no PNG, JPEG or WebP picture.".formatted(backend));
        }
        return bytes;
    }
}
