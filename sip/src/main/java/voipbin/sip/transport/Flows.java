package voipbin.sip.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which connections stand now. What a phone has registered over a connection can be reached only there: when the
 * connection has gone, so has the phone, until it registers again. Any thread may ask.
 */
public final class Flows {

    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** @param flow as {@link Transport#flow} names it; UDP, with its empty name, always stands */
    public boolean isOpen(String flow) {
        return flow.isEmpty() || open.contains(flow);
    }

    public int count() {
        return open.size();
    }

    void opened(String flow) {
        open.add(flow);
    }

    void closed(String flow) {
        open.remove(flow);
    }
}
