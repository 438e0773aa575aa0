package voipbin.sip;

import java.util.Optional;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.Header;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;

/**
 * The peer asks us to call somebody (RFC 3515). Wants one of accept and refuse; after accept any number of
 * {@link #progress} and one {@link #finish}. Any thread.
 */
public interface ReferRequest {

    Request message();

    /** Whom to call. */
    NameAddress referTo();

    /** The call that the new one shall replace: an attended transfer (RFC 3891, 7). */
    Optional<DialogReference> replaces();

    /** 202, and a first report of 100 unless the peer wants none (RFC 4488). */
    void accept();

    /** A final refusal, e.g. 603. */
    void refuse(int status, String phrase, Header... headers);

    /** Reports a provisional status of the new call. */
    void progress(int status, String phrase);

    /** Reports the final status of the new call; nothing follows. */
    void finish(int status, String phrase);
}
