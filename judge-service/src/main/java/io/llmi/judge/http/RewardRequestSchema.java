package io.llmi.judge.http;

import java.util.List;
import java.util.Optional;

import io.llmi.events.Document;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form of an item, for the API's description; it is read by {@link ItemReader}. */
@Schema(name = "RewardRequest")
record RewardRequestSchema(
        @Schema(required = true, description = "What the model was asked")
        String question,

        @Schema(description = "What it wrote, with tags; its tools are run. Required unless there is a document")
        Optional<String> completion,

        @Schema(description = "A finished document, as the jobs API answers it, judged as it is")
        Optional<Document> document,

        @Schema(
                name = "image_num",
                defaultValue = "0",
                description = "-1 none, 0 any number, 99 at least one, else exactly that many")
        Optional<Integer> imageNum,

        @Schema(description = "Tools that the question needs, of code, diffusion, edit and search")
        List<String> tools,

        @Schema(description = "Pictures of the question, base64 or data URIs")
        List<String> images,

        Optional<RewardWeights> weights,
        @Schema(defaultValue = "train") Optional<RewardSplit> split,

        @Schema(
                name = "outage_scores_one",
                description = "Whether a judge that fails counts as one that gives the lowest score")
        Optional<Boolean> outageScoresOne,

        @Schema(description = "Criteria of a benchmark, each scored 0, 1 or 2 by the judge that sees")
        List<String> criteria) {}
