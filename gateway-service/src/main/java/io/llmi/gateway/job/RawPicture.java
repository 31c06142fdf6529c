package io.llmi.gateway.job;

/**
 * Bytes that a client says are a picture.
 *
 * @param field where in the request they stand
 */
public record RawPicture(String field, byte[] bytes) {}
