package io.llmi.gateway.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Provenance;

/** Where each picture of a document comes from. */
final class Credits {
    private static final Pattern PLACE = Pattern.compile("(input|job_[^/]+/[0-9]+)/([0-9]{1,6})");

    private Credits() {}

    /**
     * One picture's origin.
     *
     * @param number as shown, from 1
     * @param origin backend and model, attribution, licence: plain text, not escaped
     * @param source a safe link to the picture's page
     */
    record Credit(int number, List<String> origin, Optional<String> source) {}

    static List<Credit> of(Document document) {
        List<Credit> credits = new ArrayList<>();
        for (Document.Part part : document.parts()) {
            if (part instanceof ImagePart image && image.status() == Document.ImageStatus.READY) {
                image.provenance().ifPresent(provenance -> credits.add(of(image, provenance)));
            }
        }
        return credits;
    }

    static Credit of(ImagePart image, Provenance provenance) {
        List<String> origin = new ArrayList<>();
        String model = provenance.model().map(name -> " (" + name + ")").orElse("");
        origin.add(image.tool() + ": " + provenance.backend() + model);
        provenance.attribution().ifPresent(origin::add);
        provenance.license().ifPresent(license -> origin.add("licence " + license));
        provenance.derivedFrom().ifPresent(from -> origin.add("made from " + source(from)));
        return new Credit(image.index() + 1, origin, provenance.sourceUrl().flatMap(PlainText::webLink));
    }

    /** A picture as a reader counts it: the user's own, or the document's. */
    private static String source(String derivedFrom) {
        Matcher place = PLACE.matcher(derivedFrom);
        // A tool of somebody else's may say anything; the number must not be too long for an int.
        if (!place.matches()) {
            return derivedFrom;
        }
        int number = Integer.parseInt(place.group(2)) + 1;
        return place.group(1).equals("input") ? "input picture " + number : "picture " + number;
    }
}
