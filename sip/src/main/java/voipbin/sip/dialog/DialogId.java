package voipbin.sip.dialog;

import voipbin.sip.message.Request;

/** What tells a dialog from all others (RFC 3261, 12). A tag is empty only with peers of RFC 2543. */
public record DialogId(String callId, String localTag, String remoteTag) {

    /** Of the dialog that a request from the peer belongs to. */
    public static DialogId ofReceived(Request request) {
        return new DialogId(
                request.callId(),
                request.to().tag().orElse(""),
                request.from().tag().orElse(""));
    }
}
