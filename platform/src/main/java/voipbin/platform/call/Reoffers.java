package voipbin.platform.call;

import java.util.Optional;
import voipbin.media.MediaSession;
import voipbin.media.Negotiation;
import voipbin.media.sdp.Direction;
import voipbin.sip.Reoffer;

/** How a leg takes a peer's change within the dialog: hold, resume, another address (RFC 3264, 8). */
final class Reoffers {

    private Reoffers() {}

    static void answer(MediaSession media, Reoffer reoffer) {
        Optional<byte[]> offer = reoffer.offer();
        if (offer.isEmpty()) {
            reoffer.answer(media.reoffer(Direction.SENDRECV));
            return;
        }
        switch (media.reanswer(offer.get())) {
            case Negotiation.Agreed agreed -> reoffer.answer(agreed.sdp());
            case Negotiation.Refused _ -> reoffer.refuse(488);
        }
    }
}
