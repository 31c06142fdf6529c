package io.llmi.standalone.cli;

import java.io.IOException;

import io.llmi.toolkit.blob.BlobStoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartFailureTest {
    @Test
    void shouldTellWhatOurOwnPartSaidWhateverIsAroundAndInsideOfIt() {
        IOException inner = new IOException("connection refused");
        Throwable failure = new RuntimeException(
                "Failed to start quarkus", new IllegalStateException(new BlobStoreException("set this", inner)));

        assertThat(StartFailure.reason(failure)).isEqualTo("set this");
    }

    @Test
    void shouldTellTheInnermostReasonWhenItIsNoneOfOurs() {
        Throwable failure = new RuntimeException("Failed to start quarkus", new IllegalStateException("port in use"));

        assertThat(StartFailure.reason(failure)).isEqualTo("port in use");
        assertThat(StartFailure.reason(new RuntimeException(new NullPointerException())))
                .isEqualTo("java.lang.NullPointerException");
    }
}
