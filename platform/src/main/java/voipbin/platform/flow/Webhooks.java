package voipbin.platform.flow;

import java.net.URI;
import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.base.Problem;
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

    /**
     * Sends it behind the flow's back: nobody waits for the answer.
     *
     * @param undelivered is told when nobody has taken it after all tries; on another thread
     */
    void send(Id<Customer> customer, Hook hook, Consumer<Problem> undelivered);
}
