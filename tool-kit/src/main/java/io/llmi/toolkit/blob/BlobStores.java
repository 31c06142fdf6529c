package io.llmi.toolkit.blob;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Gives the process its store. */
@Singleton
final class BlobStores {
    @Produces
    @Singleton
    BlobStore store(BlobConfig config) {
        return switch (config.store()) {
            case FILE -> new FileBlobStore(config.directory());
            case S3 -> bucket(config.s3());
        };
    }

    void close(@Disposes BlobStore store) {
        if (store instanceof S3BlobStore bucket) {
            bucket.close();
        }
    }

    /** @throws BlobStoreException if the bucket cannot be used */
    static S3BlobStore bucket(BlobConfig.S3 config) {
        S3BlobStore store = new S3BlobStore(client(config), config.bucket(), config.prefix() + "/");
        try {
            store.requireConditionalWrites();
            return store;
        } catch (BlobStoreException e) {
            store.close();
            throw new BlobStoreException(
                    "the blob store cannot be used: %s. Check LLMI_BLOBS_S3_ENDPOINT, _REGION, _BUCKET, _ACCESS_KEY and _SECRET_KEY; the bucket has to exist, and the key may list, read, write and delete"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    static S3Client client(BlobConfig.S3 config) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(config.connections())
                        .socketTimeout(config.timeout())
                        .connectionTimeout(config.timeout()))
                .overrideConfiguration(override -> override.apiCallTimeout(config.timeout()))
                // Other makers' stores do not all know the newer checksums; blobs are hashed by us anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        config.endpoint()
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        try {
            return builder.build();
        } catch (SdkException | IllegalArgumentException e) {
            throw new BlobStoreException("no S3 client with these settings of llmi.blobs.s3: " + e.getMessage(), e);
        }
    }

    private static AwsCredentialsProvider credentials(BlobConfig.S3 config) {
        if (config.accessKey().isPresent() != config.secretKey().isPresent()) {
            throw new BlobStoreException(
                    "of LLMI_BLOBS_S3_ACCESS_KEY and LLMI_BLOBS_S3_SECRET_KEY one is set; set both or none");
        }
        return config.accessKey().isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        config.accessKey().get(), config.secretKey().get()))
                : DefaultCredentialsProvider.builder().build();
    }
}
