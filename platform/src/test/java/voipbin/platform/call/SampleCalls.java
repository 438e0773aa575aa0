package voipbin.platform.call;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call.Direction;
import voipbin.platform.call.Call.HangupBy;
import voipbin.platform.call.Call.HangupReason;
import voipbin.platform.call.Call.MuteDirection;
import voipbin.platform.call.Call.Status;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Action;

/** Rows of calls for tests of what looks at them. */
public final class SampleCalls {

    private SampleCalls() {}

    /** A call that is being dialled. */
    public static Call of(Id<Customer> customer, Direction direction, Address source, Address destination) {
        return new Call(
                Id.random(),
                customer,
                "",
                Id.nil(),
                Id.nil(),
                Id.nil(),
                Call.Type.FLOW,
                Id.nil(),
                List.of(),
                Id.nil(),
                List.of(),
                Id.nil(),
                source,
                destination,
                Status.DIALING,
                Action.START,
                direction,
                MuteDirection.NONE,
                HangupBy.NONE,
                HangupReason.NONE,
                0,
                Map.of(),
                null,
                null,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null);
    }
}
