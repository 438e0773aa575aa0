package voipbin.sip.transaction;

import voipbin.sip.message.Response;
import voipbin.sip.transport.Hop;

/** Who sent a request. Called on the shard. */
public interface ClientListener {

    /** Nobody. */
    ClientListener NONE = new ClientListener() {
        @Override
        public void onResponse(Response response, Hop source) {}

        @Override
        public void onTimeout() {}

        @Override
        public void onUnreachable(String why) {}
    };

    /** Each provisional response, the final one, and for INVITE each 2xx. */
    void onResponse(Response response, Hop source);

    /** No final response within 64 T1; for INVITE no response at all. */
    void onTimeout();

    void onUnreachable(String why);
}
