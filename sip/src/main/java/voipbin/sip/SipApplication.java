package voipbin.sip;

/** What the server side does. Called on the shard of the request's Call-ID: must not block. */
public interface SipApplication {

    /** A new INVITE that would form a dialog; 100 has been sent. */
    void onInvite(IncomingCall call);

    /** Any other request outside a dialog: REGISTER, OPTIONS, MESSAGE, …; left alone here, OPTIONS gets its 200. */
    default void onRequest(IncomingRequest request) {
        request.respondByDefault();
    }
}
