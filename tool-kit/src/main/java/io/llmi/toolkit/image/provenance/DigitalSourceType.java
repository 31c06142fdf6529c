package io.llmi.toolkit.image.provenance;

import java.util.Arrays;
import java.util.Optional;

/** How a picture came to be, in the terms of the IPTC NewsCodes vocabulary of digital source types. */
public enum DigitalSourceType {
    /** Made by a model trained on sampled content, from a prompt. */
    TRAINED_ALGORITHMIC_MEDIA("trainedAlgorithmicMedia"),
    /** A picture of another kind, changed or extended by such a model. */
    COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA("compositeWithTrainedAlgorithmicMedia"),
    /** Made by an algorithm that was not trained on sampled content: charts, procedural drawings. */
    ALGORITHMIC_MEDIA("algorithmicMedia"),
    /** A picture of another kind, changed by such an algorithm. */
    ALGORITHMICALLY_ENHANCED("algorithmicallyEnhanced"),
    /** Put together or changed by classical tools, by the hand or at the order of a person. */
    HUMAN_EDITS("humanEdits"),
    /** Composed of several pictures. */
    COMPOSITE("composite"),
    /** Taken with a digital camera. */
    DIGITAL_CAPTURE("digitalCapture");

    static final String VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    private final String term;

    DigitalSourceType(String term) {
        this.term = term;
    }

    /** The one with this term, if there is one. */
    public static Optional<DigitalSourceType> ofTerm(String term) {
        return Arrays.stream(values()).filter(type -> type.term.equals(term)).findFirst();
    }

    /** Its last word, such as {@code trainedAlgorithmicMedia}. */
    public String term() {
        return term;
    }

    public String uri() {
        return VOCABULARY + term;
    }
}
