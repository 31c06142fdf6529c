package io.llmi.toolkit.blob;

import java.util.regex.Pattern;

/** What blobs and objects may be called, in every store. */
final class ObjectName {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*");

    private ObjectName() {}

    /** @throws IllegalArgumentException if it is no name of a blob */
    static String requireBlob(String sha256) {
        if (!BlobStore.isName(sha256)) {
            throw new IllegalArgumentException("a blob's name is 64 lower-case hex digits");
        }
        return sha256;
    }

    /** @throws IllegalArgumentException if it is no name of an object, or leads out of the store */
    static String requireObject(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not an object name: segments of a-z, 0-9, '.', '_' and '-'");
        }
        return name;
    }

    /** A prefix without its last slash. */
    static String requirePrefix(String prefix) {
        return requireObject(prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
    }
}
