package voipbin.platform.storage;

/**
 * A bucket, and how it is reached.
 *
 * @param endpoint e.g. {@code http://127.0.0.1:9000}; empty for Amazon's own of the region
 * @param prefix of the keys of our objects; may be empty
 * @param pathStyle whether the bucket is named in the path instead of the host
 */
public record S3Bucket(String endpoint, String region, String bucket, String prefix, boolean pathStyle) {

    /** With what requests are signed. */
    public record Key(String access, String secret) {

        @Override
        public String toString() {
            return access;
        }
    }
}
