package voipbin.platform.groupcall;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.kit.json.OmitEmpty;
import voipbin.kit.json.OmitUnset;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Flow;

/**
 * A set of destinations that ring as one.
 *
 * @param status {@code progressing} means that it lives, not that it is answered
 * @param hangupReason why it ended without ringing anybody; a field of this server that the contract does not have
 * @param callCount members still alive
 */
@OmitUnset
public record Groupcall(
        Id<Groupcall> id,
        Id<Customer> customerId,
        @Always String ownerType,
        Id<?> ownerId,
        Status status,
        HangupReason hangupReason,
        Id<Flow> flowId,
        @OmitEmpty Address source,
        List<Address> destinations,
        Id<Call> masterCallId,
        Id<Groupcall> masterGroupcallId,
        RingMethod ringMethod,
        AnswerMethod answerMethod,
        Id<Call> answerCallId,
        List<Id<Call>> callIds,
        Id<Groupcall> answerGroupcallId,
        List<Id<Groupcall>> groupcallIds,
        int callCount,
        int groupcallCount,
        int dialIndex,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    /** The same as a part of another. */
    Groupcall within(Id<Groupcall> outer) {
        return new Groupcall(
                id,
                customerId,
                ownerType,
                ownerId,
                status,
                hangupReason,
                flowId,
                source,
                destinations,
                masterCallId,
                outer,
                ringMethod,
                answerMethod,
                answerCallId,
                callIds,
                answerGroupcallId,
                groupcallIds,
                callCount,
                groupcallCount,
                dialIndex,
                tmCreate,
                tmUpdate,
                tmDelete);
    }

    public enum Status {
        PROGRESSING,
        HANGINGUP,
        HANGUP
    }

    public enum RingMethod {
        @JsonProperty("")
        NONE,
        RING_ALL,
        LINEAR
    }

    public enum AnswerMethod {
        @JsonProperty("")
        NONE,
        HANGUP_OTHERS
    }

    public enum HangupReason {
        @JsonProperty("")
        NONE,
        /** No extension of the customer has the name or dial name that the destination gave. */
        UNKNOWN_EXTENSION,
        /** The extension is there, but no phone is registered with it. */
        NO_REGISTERED_DEVICE
    }
}
