package voipbin.platform.call;

import java.time.Instant;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/**
 * The data of a {@code dtmf_received} event: a key that the far end has pressed.
 *
 * @param duration milliseconds
 */
record DtmfReceived(
        Id<DtmfReceived> id, Id<Customer> customerId, Id<Call> callId, String digit, long duration, Instant tmCreate) {}
