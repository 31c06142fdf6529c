package io.llmi.tool.search.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.llmi.tool.search.licence.Licence;
import io.llmi.tool.search.picture.Size;

/**
 * A picture that a service found. All texts come from strangers: they are data, on one line, limited in length and
 * without characters that hide or turn others.
 *
 * @param files where it can be had, the best first; a later one is only taken if an earlier one is of no use
 * @param page the page that shows it
 * @param title may be empty
 * @param licence empty if the service says nothing of it
 * @param attribution the credit line
 */
public record Candidate(
        List<PictureFile> files,
        Optional<URI> page,
        String title,
        Optional<Licence> licence,
        Optional<String> attribution) {
    public Candidate {
        files = List.copyOf(files);
    }

    /** A result of a service that says nothing of licence and author. */
    public static Candidate unlicensed(List<PictureFile> files, Optional<URI> page, String title) {
        return new Candidate(files, page, title, Optional.empty(), Optional.empty());
    }

    public Candidate withLicence(Licence known) {
        return new Candidate(files, page, title, Optional.of(known), attribution);
    }

    /** The size of the best file whose size is known. */
    Optional<Size> size() {
        return files.stream().flatMap(file -> file.size().stream()).findFirst();
    }
}
