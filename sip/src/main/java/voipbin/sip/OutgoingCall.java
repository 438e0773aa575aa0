package voipbin.sip;

import voipbin.sip.message.Header;

/** A call that we make. Any thread may call. */
public interface OutgoingCall extends Call {

    /**
     * Ends the call by CANCEL or BYE, whatever fits (RFC 3261, 9.1 and 15): before any provisional response the CANCEL
     * waits for one, a 200 that crosses it is acknowledged and then ended by BYE. Idempotent.
     *
     * @param extra goes into that request, e.g. Reason
     */
    @Override
    void hangup(Header... extra);
}
