package io.llmi.toolkit.image.provenance;

/** How a picture came to be, in the terms of the IPTC NewsCodes vocabulary of digital source types. */
public enum DigitalSourceType {
    /** Made by a model trained on sampled content, from a prompt. */
    TRAINED_ALGORITHMIC_MEDIA("trainedAlgorithmicMedia"),
    /** A picture of another kind, changed or extended by such a model. */
    COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA("compositeWithTrainedAlgorithmicMedia"),
    /** Made by an algorithm that was not trained on sampled content: charts, procedural drawings. */
    ALGORITHMIC_MEDIA("algorithmicMedia"),
    /** Put together or changed by classical tools, by the hand or at the order of a person. */
    HUMAN_EDITS("humanEdits"),
    /** Composed of several pictures. */
    COMPOSITE("composite"),
    /** Taken with a digital camera. */
    DIGITAL_CAPTURE("digitalCapture");

    private static final String VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    private final String term;

    DigitalSourceType(String term) {
        this.term = term;
    }

    public String uri() {
        return VOCABULARY + term;
    }
}
