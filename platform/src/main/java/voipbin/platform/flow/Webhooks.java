package voipbin.platform.flow;

import java.net.URI;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/** Sends what flows tell to others' servers. */
@FunctionalInterface
public interface Webhooks {

    /**
     * What is sent.
     *
     * @param dataType the media type of the data; may be empty
     */
    record Hook(URI uri, String method, String dataType, String data) {}

    /** Sends it behind the flow's back: nobody waits for the answer. */
    void send(Id<Customer> customer, Hook hook);
}
