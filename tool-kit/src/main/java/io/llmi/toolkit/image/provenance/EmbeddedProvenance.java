package io.llmi.toolkit.image.provenance;

import java.util.Optional;

/**
 * What a picture's file tells of its origin to whoever finds it without its document. Texts lose the characters that XML
 * cannot hold and are cut to a length at which the whole fits into every format; what is blank then counts as absent.
 *
 * @param sourceType absent where it is not known, as for most photographs
 * @param creatorTool the program, backend or model that made it ({@code xmp:CreatorTool})
 * @param credit the credit line to show ({@code photoshop:Credit})
 * @param sourceUrl the page it was found on ({@code dc:source})
 * @param licence short name of its licence ({@code dc:rights})
 * @param licenceUrl where the licence can be read ({@code xmpRights:WebStatement})
 * @param description what it shows ({@code dc:description})
 */
public record EmbeddedProvenance(
        Optional<DigitalSourceType> sourceType,
        Optional<String> creatorTool,
        Optional<String> credit,
        Optional<String> sourceUrl,
        Optional<String> licence,
        Optional<String> licenceUrl,
        Optional<String> description) {
    private static final int MAX_NAME = 500;
    private static final int MAX_URL = 2048;
    private static final int MAX_DESCRIPTION = 2000;

    public EmbeddedProvenance {
        creatorTool = tidy(creatorTool, MAX_NAME);
        credit = tidy(credit, MAX_NAME);
        sourceUrl = tidy(sourceUrl, MAX_URL);
        licence = tidy(licence, MAX_NAME);
        licenceUrl = tidy(licenceUrl, MAX_URL);
        description = tidy(description, MAX_DESCRIPTION);
    }

    /** Something made, with nothing else known of it. */
    public static EmbeddedProvenance made(DigitalSourceType sourceType, String creatorTool) {
        Optional<String> none = Optional.empty();
        return new EmbeddedProvenance(Optional.of(sourceType), Optional.of(creatorTool), none, none, none, none, none);
    }

    /** Something found, with what its finder says of it. */
    public static EmbeddedProvenance found(
            Optional<String> sourceUrl,
            Optional<String> licence,
            Optional<String> licenceUrl,
            Optional<String> credit) {
        return new EmbeddedProvenance(
                Optional.empty(), Optional.empty(), credit, sourceUrl, licence, licenceUrl, Optional.empty());
    }

    public EmbeddedProvenance withDescription(String text) {
        return new EmbeddedProvenance(
                sourceType, creatorTool, credit, sourceUrl, licence, licenceUrl, Optional.of(text));
    }

    private static Optional<String> tidy(Optional<String> text, int maxLength) {
        return text.map(value -> value.codePoints()
                        .map(c -> Character.isWhitespace(c) ? ' ' : c)
                        .filter(EmbeddedProvenance::fitsXml)
                        .limit(maxLength)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .strip())
                .filter(value -> !value.isEmpty());
    }

    /** The characters of XML 1.0, section 2.2, but for control characters. */
    private static boolean fitsXml(int c) {
        return (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }
}
