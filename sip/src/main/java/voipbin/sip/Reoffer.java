package voipbin.sip;

import java.util.Optional;

/** The peer's proposal to change the session. Wants exactly one answer; later ones are ignored. Any thread. */
public interface Reoffer {

    /** The SDP; empty when the peer asks us for an offer (an INVITE without a body). */
    Optional<byte[]> offer();

    /** 200 with this SDP. */
    void answer(byte[] sdp);

    /** A final refusal, e.g. 488; the session stays as it was. */
    void refuse(int status);
}
