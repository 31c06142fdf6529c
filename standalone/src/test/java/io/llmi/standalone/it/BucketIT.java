package io.llmi.standalone.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.JobStatus;
import io.llmi.toolkit.blob.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged server with a bucket of a real S3 API for a store. */
class BucketIT {
    private static final String PROMPT =
            "Lighthouses: a photo of a lighthouse, a painted lighthouse, and the same painting at night";

    @TempDir
    Path directory;

    private S3Server bucket;

    @BeforeEach
    void open() throws Exception {
        bucket = new S3Server(Files.createDirectories(directory.resolve("s3")));
    }

    @AfterEach
    void close() throws Exception {
        bucket.close();
    }

    @Test
    void shouldKeepEverythingInTheBucketAndNothingBesideIt() throws IOException {
        try (ServiceProcess server = server(S3Server.BUCKET)) {
            server.awaitReady();
            ApiClient api = new ApiClient(server.url());
            String job = api.submit(PROMPT);
            Document document = api.awaitEnd(job);

            assertThat(document.status()).as(document.toString()).isEqualTo(JobStatus.COMPLETED);
            List<String> pictures = api.images(document).stream()
                    .map(image -> image.blob().orElseThrow())
                    .map(BlobRef::sha256)
                    .toList();
            assertThat(pictures).hasSize(3);
            assertThat(bucket.keys()).containsAll(keys(pictures));
            assertThat(directory.resolve("data/blobs/blobs")).doesNotExist();

            server.stop();
            server.restart();
            server.awaitReady();
            assertThat(api.document(job).parts()).isEqualTo(document.parts());
            assertThat(api.blob(pictures.getFirst())).hasSize((int)
                    api.images(document).getFirst().blob().orElseThrow().bytes());

            assertThat(api.delete("/v1/jobs/" + job).statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(bucket.keys()).doesNotContainAnyElementsOf(keys(pictures)));
        }
    }

    @Test
    void shouldNotStartAndSayWhyWhenThereIsNoSuchBucket() throws IOException {
        try (ServiceProcess server = server("another")) {
            server.awaitEnd();

            assertThat(Files.readString(server.log()))
                    .contains("LLMI_BLOBS_S3_ENDPOINT")
                    .doesNotContain(S3Server.SECRET_KEY);
        }
    }

    private static Set<String> keys(List<String> pictures) {
        return Set.copyOf(
                pictures.stream().map(sha256 -> "llmi/blobs/" + sha256).toList());
    }

    private ServiceProcess server(String name) {
        return ServiceProcess.standalone(
                directory.resolve("data"),
                Map.of(
                        "LLMI_PLANNER_MODE",
                        "rehearsal",
                        "LLMI_BLOBS_STORE",
                        "s3",
                        "LLMI_BLOBS_S3_ENDPOINT",
                        bucket.endpoint().toString(),
                        "LLMI_BLOBS_S3_BUCKET",
                        name,
                        "LLMI_BLOBS_S3_ACCESS_KEY",
                        S3Server.ACCESS_KEY,
                        "LLMI_BLOBS_S3_SECRET_KEY",
                        S3Server.SECRET_KEY));
    }
}
