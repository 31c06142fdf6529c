package io.llmi.judge.heuristic;

import java.util.Map;

import io.llmi.judge.reward.Scores;

/**
 * What the heuristics say.
 *
 * @param breakdown what the scores are made of, each from 0 to 1
 */
public record Impression<S extends Scores>(S scores, Map<String, Double> breakdown) {}
