package io.llmi.events;

/**
 * A picture in the blob store; pictures themselves never travel through Kafka.
 *
 * @param sha256 lower-case hex SHA-256 of the content, the blob's name
 * @param mediaType {@code image/png}, {@code image/jpeg} or {@code image/webp}
 * @param width in pixels
 * @param height in pixels
 * @param bytes size of the content
 */
public record BlobRef(String sha256, String mediaType, int width, int height, long bytes) {}
