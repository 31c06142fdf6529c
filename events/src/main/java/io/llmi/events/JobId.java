package io.llmi.events;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The correlation ID of one job and the Kafka key of all its records: {@code job_} and 26 characters of
 * Crockford's base 32.
 */
public record JobId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("job_[0-9a-hjkmnp-tv-z]{26}");
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException if the text is not of the form of a job id */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a job id (expected job_ and 26 base-32 characters)");
        }
    }

    /** Whether a text from outside has the form of a job id. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** A fresh id that sorts by {@code now} in milliseconds, as a ULID does. */
    public static JobId timeOrdered(Instant now) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        long millis = now.toEpochMilli();
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) (millis >>> (40 - 8 * i));
        }
        return of(bytes);
    }

    /** The one id that a tenant's idempotency key stands for, so that a repeated submission names the same job. */
    public static JobId derived(String tenant, String idempotencyKey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(tenant.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(idempotencyKey.getBytes(StandardCharsets.UTF_8));
            return of(Arrays.copyOf(digest.digest(), 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static JobId of(byte[] sixteen) {
        BigInteger number = new BigInteger(1, sixteen);
        char[] out = new char[26];
        BigInteger base = BigInteger.valueOf(32);
        for (int i = out.length - 1; i >= 0; i--) {
            BigInteger[] division = number.divideAndRemainder(base);
            out[i] = ALPHABET[division[1].intValue()];
            number = division[0];
        }
        return new JobId("job_" + new String(out));
    }

    @Override
    public String toString() {
        return value;
    }
}
