package io.llmi.toolkit.blob;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class S3BlobStoreTest extends BlobStoreContract {
    @TempDir
    static Path directory;

    private static S3Server server;

    /** Each test has a corner of the bucket to itself. */
    private final String prefix = UUID.randomUUID().toString();

    private S3BlobStore store;

    /** Settings of a test. */
    record Settings(Optional<URI> endpoint, String bucket, String prefix, String key, String secret)
            implements BlobConfig.S3 {
        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.of(key);
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.of(secret).filter(text -> !text.isEmpty());
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(30);
        }

        @Override
        public int connections() {
            return 16;
        }
    }

    @BeforeAll
    static void serve() throws Exception {
        server = new S3Server(directory);
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() {
        store = BlobStores.bucket(settings(S3Server.BUCKET, S3Server.SECRET_KEY));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Override
    void damage(String sha256, byte[] content) {
        try (S3Client client = BlobStores.client(settings(S3Server.BUCKET, S3Server.SECRET_KEY))) {
            client.putObject(
                    request -> request.bucket(S3Server.BUCKET).key(prefix + "/blobs/" + sha256),
                    RequestBody.fromBytes(content));
        }
    }

    @Test
    void shouldLeaveNothingOfItsProbeBehind() {
        assertThat(store.listObjects("probe/")).isEmpty();
    }

    @Test
    void shouldSayWhichSettingsToCheckWhenTheBucketCannotBeUsed() {
        for (Settings wrong : new Settings[] {
            settings("another-bucket", S3Server.SECRET_KEY), settings(S3Server.BUCKET, "wrong"), nowhere()
        }) {
            assertThatThrownBy(() -> BlobStores.bucket(wrong))
                    .as(wrong.toString())
                    .isInstanceOf(BlobStoreException.class)
                    .hasMessageContaining("LLMI_BLOBS_S3_ENDPOINT")
                    .hasMessageNotContaining("wrong");
        }
        assertThatThrownBy(() -> BlobStores.bucket(settings(S3Server.BUCKET, "")))
                .isInstanceOf(BlobStoreException.class)
                .hasMessageContaining("set both or none");
    }

    private Settings settings(String bucket, String secret) {
        return new Settings(Optional.of(server.endpoint()), bucket, prefix, S3Server.ACCESS_KEY, secret);
    }

    private Settings nowhere() {
        return new Settings(
                Optional.of(URI.create("http://127.0.0.1:9")),
                S3Server.BUCKET,
                prefix,
                S3Server.ACCESS_KEY,
                S3Server.SECRET_KEY);
    }
}
