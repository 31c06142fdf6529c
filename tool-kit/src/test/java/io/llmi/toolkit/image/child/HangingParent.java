package io.llmi.toolkit.image.child;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.llmi.toolkit.image.ImageBounds;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.image.decode.CleaningRules;

/** A process with a decoder process of its own, whose id it prints before it has it hang. */
public final class HangingParent {
    private HangingParent() {}

    public static void main(String[] args) throws Exception {
        CleaningRules rules = new CleaningRules(ImageBounds.upTo(10_000), 0.9f, 1000);
        try (DecoderPool pool = new DecoderPool(
                DecoderPoolTest.misbehaving(),
                new DecoderPool.Limits(1, Duration.ofMinutes(10), Duration.ofSeconds(60), 100))) {
            pool.clean(TestPictures.png(10, 10), rules, 100);
            System.out.println(pool.pids().iterator().next());
            pool.clean("hang".getBytes(StandardCharsets.ISO_8859_1), rules, 100);
        }
    }
}
