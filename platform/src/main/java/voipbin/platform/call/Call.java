package voipbin.platform.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.kit.json.OmitUnset;
import voipbin.kit.json.Secret;
import voipbin.platform.address.Address;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.Activeflow;
import voipbin.platform.flow.Flow;

/**
 * One leg between the platform and one endpoint, as it is stored and shown.
 *
 * @param hangupCause the number of the {@link Cause} for which the leg was released, once it is
 */
@OmitUnset
public record Call(
        Id<Call> id,
        Id<Customer> customerId,
        @Always String ownerType,
        Id<?> ownerId,
        Id<Flow> flowId,
        Id<Activeflow> activeflowId,
        Type type,
        Id<Call> masterCallId,
        List<Id<Call>> chainedCallIds,
        Id<?> recordingId,
        List<Id<?>> recordingIds,
        Id<?> groupcallId,
        Address source,
        Address destination,
        Status status,
        Action action,
        Direction direction,
        MuteDirection muteDirection,
        HangupBy hangupBy,
        HangupReason hangupReason,
        @Secret int hangupCause,
        Map<String, Object> metadata,
        @Nullable Instant tmProgressing,
        @Nullable Instant tmRinging,
        @Nullable Instant tmHangup,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {

    public enum Type {
        @JsonProperty("")
        NONE,
        CONFERENCE,
        FLOW,
        @JsonProperty("sip-service")
        SIP_SERVICE
    }

    public enum Status {
        DIALING,
        RINGING,
        PROGRESSING,
        TERMINATING,
        CANCELING,
        HANGUP
    }

    public enum Direction {
        INCOMING,
        OUTGOING
    }

    public enum MuteDirection {
        @JsonProperty("")
        NONE,
        BOTH,
        OUT,
        IN;

        static MuteDirection of(boolean in, boolean out) {
            return in ? out ? BOTH : IN : out ? OUT : NONE;
        }

        /** Whether what comes from the endpoint is kept back. */
        boolean isIn() {
            return this == IN || this == BOTH;
        }

        /** Whether what goes to the endpoint is. */
        boolean isOut() {
            return this == OUT || this == BOTH;
        }

        /** That too. */
        MuteDirection with(MuteDirection other) {
            return of(isIn() || other.isIn(), isOut() || other.isOut());
        }

        /** That no more; without effect for one that is not set. */
        MuteDirection without(MuteDirection other) {
            return of(isIn() && !other.isIn(), isOut() && !other.isOut());
        }
    }

    public enum HangupBy {
        @JsonProperty("")
        NONE,
        REMOTE,
        LOCAL
    }

    public enum HangupReason {
        @JsonProperty("")
        NONE,
        NORMAL,
        FAILED,
        BUSY,
        CANCEL,
        TIMEOUT,
        NOANSWER,
        DIALOUT,
        AMD
    }
}
