package io.llmi.events;

import java.time.Instant;

/**
 * The reward of a draft; the record of {@link Topics#JUDGE_RESULTS}, keyed by job id. A request that is delivered twice
 * is answered twice: readers keep the first answer of each draft.
 */
public record JudgeResult(DraftId draft, Reward reward, Instant finishedAt) {}
