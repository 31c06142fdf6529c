package io.llmi.gateway.job;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a submission for the API's description; the body itself is read by {@link JobRequestReader}. */
@Schema(name = "JobRequest")
record JobRequestSchema(
        @Schema(description = "What the document should be about; either this or messages")
        Optional<String> prompt,

        @Schema(description = "A conversation in the form of OpenAI's chat messages, text and image_url parts")
        Optional<List<Map<String, Object>>> messages,

        @Schema(description = "Pictures as base64 or data URIs; img_index counts them first, from 0")
        Optional<List<String>> images,

        @Schema(description = "none (-1), any (0), some (99) or a number from 1 to 98", examples = "some")
        Optional<String> imageCount,

        @Schema(description = "Names from /v1/tools; all of them if left out")
        Optional<List<String>> tools,

        Optional<ScalingSchema> scaling,
        Optional<Integer> deadlineSeconds,

        @Schema(description = "At most 16 pairs, keys of 64 and values of 512 characters")
        Optional<Map<String, String>> metadata,

        @Schema(description = "Tags beyond this many become explained gaps")
        Optional<Integer> maxImages,

        @Schema(description = "Pictures that would cost more than this many US dollars together become explained gaps")
        Optional<BigDecimal> maxCost,

        Optional<String> webhookUrl,

        @Schema(description = "An ended job whose conversation this one goes on from; its pictures can be edited")
        Optional<String> previousJobId,

        Optional<SamplingSchema> sampling) {

    /** How the planner's model samples. */
    @Schema(name = "Sampling")
    record SamplingSchema(
            Optional<Double> temperature, Optional<Double> topP, Optional<Integer> maxTokens, Optional<Long> seed) {}

    /** Test-time scaling. */
    @Schema(name = "Scaling")
    record ScalingSchema(int samples, int keep, int variants, boolean polish) {}
}
