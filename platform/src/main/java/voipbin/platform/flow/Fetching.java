package voipbin.platform.flow;

import java.net.URI;
import java.util.List;

/** Gets actions from a customer's own server. */
@FunctionalInterface
public interface Fetching {

    /**
     * Asks once and waits for the answer.
     *
     * @param activeflow whom they are for
     * @return with ids where the server gave none
     * @throws voipbin.base.Problem for anything but 200 with an array of actions
     */
    List<Action> fetch(Activeflow activeflow, String method, URI url);
}
