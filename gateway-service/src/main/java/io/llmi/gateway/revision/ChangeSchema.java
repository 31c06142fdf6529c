package io.llmi.gateway.revision;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a change for the API's description; the body itself is read by {@link ChangeReader}. */
@Schema(name = "PictureChange", description = "Nothing, or a seed, makes the picture again")
record ChangeSchema(
        @Schema(description = "A picture of the user's own, as base64 or data URI, in place of one that a tool makes")
        Optional<String> image,

        @Schema(description = "One of the tools that the job may use; the same as before if left out")
        Optional<String> tool,

        @Schema(description = "What the picture shows, for the document's readers")
        Optional<String> description,

        @Schema(description = "What the tool is asked in words, the rest as before")
        Optional<String> prompt,

        @Schema(description = "All that the tool is asked, as its schema in /v1/tools has it; either this or prompt")
        Optional<Map<String, Object>> params,

        @Schema(description = "For tools that take one") Optional<Long> seed,

        @Schema(description = "What the pictures that are made may cost, in US dollars")
        Optional<BigDecimal> maxCost) {}
