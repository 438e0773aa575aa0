package voipbin.media.sdp;

import java.util.List;

/** What our description says of security, and what that comes to with the peer's. */
record SecurityTerms(List<Attribute> session, List<Attribute> stream, Security security) {

    static final SecurityTerms PLAIN = new SecurityTerms(List.of(), List.of(), new Security.Plain());
}
