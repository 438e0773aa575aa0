package voipbin.platform.storage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.platform.customer.Customer;

/**
 * What is known of a file; its bytes lie in the {@link ObjectStore}.
 *
 * @param ownerId the agent who brought it; nil if it came with an access key
 * @param filesize bytes
 * @param uriDownload where everybody who knows it may fetch the bytes until {@code tmDownloadExpire}
 */
public record StorageFile(
        Id<StorageFile> id,
        Id<Customer> customerId,
        String ownerType,
        Id<?> ownerId,
        ReferenceType referenceType,
        Id<?> referenceId,
        Type type,
        String name,
        String detail,
        String filename,
        @Always long filesize,
        String uriDownload,
        @Nullable Instant tmDownloadExpire,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** What it was made for. */
    public enum Type {
        @JsonProperty("")
        NONE,
        RAG,
        TALK,
        RECORDING
    }

    /** What it belongs to. */
    public enum ReferenceType {
        @JsonProperty("")
        NONE,
        NORMAL,
        RECORDING
    }

    /** A file to be kept. */
    public record Draft(
            Id<Customer> customer,
            Id<?> owner,
            ReferenceType referenceType,
            Id<?> reference,
            Type type,
            String filename) {

        /** What a person uploads. */
        static Draft upload(Id<Customer> customer, Id<?> owner, Type type, String filename) {
            return new Draft(customer, owner, ReferenceType.NORMAL, Id.nil(), type, filename);
        }
    }
}
