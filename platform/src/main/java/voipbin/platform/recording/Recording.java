package voipbin.platform.recording;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.kit.json.Json;
import voipbin.kit.json.OmitUnset;
import voipbin.kit.json.Secret;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.RecordingVariables;

/**
 * What is recorded of something, or was.
 *
 * @param recordingName of its files, without direction and ending
 * @param storing how far its files have come on their way into the storage
 */
@OmitUnset
public record Recording(
        Id<Recording> id,
        Id<Customer> customerId,
        @Always String ownerType,
        Id<?> ownerId,
        Id<Activeflow> activeflowId,
        Id<Flow> onEndFlowId,
        ReferenceType referenceType,
        Id<?> referenceId,
        Status status,
        Format format,
        @Secret String recordingName,
        @Secret List<String> filenames,
        @Secret Storing storing,
        @Nullable Instant tmStart,
        @Nullable Instant tmEnd,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum ReferenceType {
        CALL,
        CONFBRIDGE
    }

    public enum Status {
        INITIATING,
        RECORDING,
        STOPPING,
        ENDED
    }

    public enum Format {
        @JsonProperty("wav")
        WAV
    }

    /** Where the files lie. */
    public enum Storing {
        /** In our own folder, to be stored yet. */
        PENDING,
        STORED,
        /** In our own folder for good: the storage does not take them. */
        FAILED
    }

    RecordingVariables variables() {
        return new RecordingVariables(
                id, Json.nameOf(referenceType), referenceId, Json.nameOf(format), recordingName, filenames);
    }
}
