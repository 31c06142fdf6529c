package io.llmi.standalone.evaluation;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.llmi.events.ImageCount;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.events.Reward;

/** Results for tests. */
final class Results {
    private Results() {}

    /**
     * A judged document.
     *
     * @param wanted pictures, of which {@code made} are there
     * @param calls of the code tool, of which {@code succeeded} succeeded
     */
    static Result judged(
            String task,
            String category,
            double reward,
            int wanted,
            int made,
            int calls,
            int succeeded,
            String question) {
        String json = """
                {"reward":%1$s,"bounds":{"low":%1$s,"high":%1$s},
                 "components":{"rule":%2$s,"llm":0.5,"mllm":0.25,"tool":1.0},
                 "weights":{"rule":0.2,"mllm":0.3,"llm":0.5},"split":"eval",
                 "llm":{"source":"heuristic","scores":{},"breakdown":{},"duration_ms":1},
                 "mllm":{"source":"heuristic","scores":{},"breakdown":{},"duration_ms":1},
                 "pictures":{"wanted":%3$d,"made":%4$d,"failed":0},
                 "tools":{"required":["code"],"attempted":%5$d,"succeeded":%6$d,"by_tool":%7$s}}
                """.formatted(
                reward,
                wanted == made ? 1.0 : 0.0,
                wanted,
                made,
                calls,
                succeeded,
                calls == 0
                        ? "{}"
                        : "{\"code\":{\"attempted\":%d,\"succeeded\":%d,\"failures\":{}}}".formatted(calls, succeeded));
        try {
            return new Result(
                    task,
                    0,
                    "f",
                    category,
                    question,
                    new ImageCount(wanted),
                    List.of("code"),
                    Optional.of("job"),
                    Optional.of(JobStatus.COMPLETED),
                    Optional.of("rehearsal (rules)"),
                    2,
                    10,
                    Optional.empty(),
                    Optional.of(Json.mapper().readValue(json, Reward.class)),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result failed(String task, String category, String error) {
        return new Result(
                task,
                0,
                "f",
                category,
                "?",
                ImageCount.ANY,
                List.of("code"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(error));
    }
}
