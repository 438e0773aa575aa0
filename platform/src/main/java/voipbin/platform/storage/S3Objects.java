package voipbin.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import voipbin.base.Id;

/** Objects in a bucket that speaks S3, Amazon's or another's; the key of each is the prefix with its id. */
public final class S3Objects implements ObjectStore {

    /** What is longer goes up in parts of this size, the least that S3 takes being 5 MiB. */
    private static final int PART = 8 << 20;

    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Another server's upload may have no row yet; what is older without one is left over. */
    private static final Duration SETTLED = Duration.ofDays(1);

    private final S3Client client;
    private final S3Bucket bucket;
    private final Duration settled;

    S3Objects(S3Client client, S3Bucket bucket, Duration settled) {
        this.client = client;
        this.bucket = bucket;
        this.settled = settled;
    }

    /** Nothing is asked of the bucket yet. */
    public static S3Objects of(S3Bucket bucket, S3Bucket.Key key) {
        return new S3Objects(client(bucket, key), bucket, SETTLED);
    }

    static S3Client client(S3Bucket bucket, S3Bucket.Key key) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(bucket.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key.access(), key.secret())))
                .forcePathStyle(bucket.pathStyle())
                // signed chunks and checksums in trailers are Amazon's own; not every S3 knows them
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE));
        if (!bucket.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(bucket.endpoint()));
        }
        return builder.build();
    }

    @Override
    public long put(Id<StorageFile> id, InputStream content) throws IOException {
        byte[] first = content.readNBytes(PART);
        if (first.length < PART) {
            asked(() ->
                    client.putObject(put -> put.bucket(bucket.bucket()).key(key(id)), RequestBody.fromBytes(first)));
            return first.length;
        }
        String upload = asked(() -> client.createMultipartUpload(
                        create -> create.bucket(bucket.bucket()).key(key(id))))
                .uploadId();
        try {
            return inParts(id, upload, first, content);
        } catch (IOException | RuntimeException brokenOff) {
            abort(id, upload, brokenOff);
            throw brokenOff;
        }
    }

    private long inParts(Id<StorageFile> id, String upload, byte[] first, InputStream content) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        long size = 0;
        for (byte[] bytes = first; bytes.length > 0; bytes = content.readNBytes(PART)) {
            byte[] part = bytes;
            int number = parts.size() + 1;
            String tag = asked(() -> client.uploadPart(
                            one -> one.bucket(bucket.bucket())
                                    .key(key(id))
                                    .uploadId(upload)
                                    .partNumber(number),
                            RequestBody.fromBytes(part)))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            size += part.length;
        }
        asked(() -> client.completeMultipartUpload(done ->
                done.bucket(bucket.bucket()).key(key(id)).uploadId(upload).multipartUpload(all -> all.parts(parts))));
        return size;
    }

    private void abort(Id<StorageFile> id, String upload, Exception because) {
        try {
            client.abortMultipartUpload(
                    abort -> abort.bucket(bucket.bucket()).key(key(id)).uploadId(upload));
        } catch (SdkException stays) {
            // the bucket's own rules take away unfinished uploads
            because.addSuppressed(stays);
        }
    }

    @Override
    public InputStream open(Id<StorageFile> id, long offset) throws IOException {
        try {
            return client.getObject(get -> {
                get.bucket(bucket.bucket()).key(key(id));
                if (offset > 0) {
                    get.range("bytes=" + offset + "-");
                }
            });
        } catch (NoSuchKeyException none) {
            throw new NoSuchFileException(key(id));
        } catch (S3Exception refused) {
            if (refused.statusCode() == RANGE_NOT_SATISFIABLE) {
                return InputStream.nullInputStream();
            }
            throw unreachable(refused);
        } catch (SdkException failed) {
            throw unreachable(failed);
        }
    }

    @Override
    public void delete(Id<StorageFile> id) throws IOException {
        asked(() -> client.deleteObject(delete -> delete.bucket(bucket.bucket()).key(key(id))));
    }

    /** Those that have been there for a day: a younger one may be an upload of another server's. */
    @Override
    public List<Id<StorageFile>> all() throws IOException {
        Instant before = Instant.now().minus(settled);
        return asked(() ->
                client
                        .listObjectsV2Paginator(
                                list -> list.bucket(bucket.bucket()).prefix(bucket.prefix()))
                        .contents()
                        .stream()
                        .filter(object -> !object.lastModified().isAfter(before))
                        .flatMap(object -> idOf(object).stream())
                        .toList());
    }

    private Optional<Id<StorageFile>> idOf(S3Object object) {
        return Id.parse(object.key().substring(bucket.prefix().length()));
    }

    private String key(Id<StorageFile> id) {
        return bucket.prefix() + id;
    }

    private static <R> R asked(Supplier<R> question) throws IOException {
        try {
            return question.get();
        } catch (SdkException failed) {
            throw unreachable(failed);
        }
    }

    private static IOException unreachable(SdkException failed) {
        return new IOException("the bucket does not do it: " + failed.getMessage(), failed);
    }
}
