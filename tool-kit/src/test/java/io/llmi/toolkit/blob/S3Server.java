package io.llmi.toolkit.blob;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.PutOptions2;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jclouds.http.HttpResponse;
import org.jclouds.http.HttpResponseException;

/** A real S3 API over a directory, on a port of its own, with one bucket. */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "pictures";
    public static final String ACCESS_KEY = "access";
    public static final String SECRET_KEY = "secret";

    private final BlobStoreContext files;
    private final S3Proxy proxy;

    public S3Server(Path directory) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("jclouds.filesystem.basedir", directory.toString());
        files = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials("identity", "credential")
                .overrides(settings)
                .build(BlobStoreContext.class);
        proxy = S3Proxy.builder()
                .blobStore(new Atomic(files.getBlobStore()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        proxy.start();
        files.getBlobStore().createContainerInLocation(null, BUCKET);
    }

    /** Where the API answers. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /** Keys of all that is in the bucket. */
    public Set<String> keys() {
        return files.getBlobStore().list(BUCKET, ListContainerOptions.Builder.recursive()).stream()
                .map(StorageMetadata::getName)
                .collect(Collectors.toSet());
    }

    /** The proxy looks whether an object exists and then writes it; the API that it stands for does that in one step. */
    private static final class Atomic extends ForwardingBlobStore {
        Atomic(BlobStore files) {
            super(files);
        }

        @Override
        public synchronized String putBlob(String container, Blob blob, PutOptions options) {
            if (options instanceof PutOptions2 conditional
                    && "*".equals(conditional.getIfNoneMatch())
                    && blobExists(container, blob.getMetadata().getName())) {
                HttpResponse refusal = HttpResponse.builder().statusCode(412).build();
                throw new HttpResponseException("it exists", null, refusal);
            }
            return super.putBlob(container, blob, options);
        }
    }

    @Override
    public void close() throws Exception {
        proxy.stop();
        files.close();
    }
}
