package voipbin.platform.outboundlimit;

import java.time.Instant;
import voipbin.base.Id;
import voipbin.platform.call.Call;
import voipbin.platform.customer.Customer;

/** A call to a telephone number, for counting; it has the call's id. */
record TelephoneCall(Id<TelephoneCall> id, Id<Customer> customerId, String country, Instant tmCreate) {

    static TelephoneCall of(Id<Call> call, Id<Customer> customer, String country, Instant now) {
        return new TelephoneCall(call.as(), customer, country, now);
    }
}
