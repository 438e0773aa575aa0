package voipbin.bench.kills;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import voipbin.media.sdp.LocalMedia;
import voipbin.media.sdp.OfferAnswer;
import voipbin.media.sdp.Outcome;
import voipbin.sip.IncomingCall;
import voipbin.sip.SipApplication;

/** Those who are called: some answer at once, the others only ring. Nobody listens to what they are told. */
final class Callees implements SipApplication, AutoCloseable {

    static final String ANSWERS = "answers";
    static final String RINGS = "rings";

    private final DatagramChannel ear;
    private final LocalMedia media;

    Callees() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ear = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
        media = new LocalMedia(loopback, ((InetSocketAddress) ear.getLocalAddress()).getPort());
    }

    @Override
    public void onInvite(IncomingCall call) {
        call.listener(_ -> {});
        call.ring();
        boolean answers = call.invite().startLine().contains(ANSWERS);
        if (answers
                && new OfferAnswer(media, 1).answer(call.invite().body()) instanceof Outcome.Agreed(var sdp, var _)) {
            call.answer(sdp);
        }
    }

    @Override
    public void close() throws IOException {
        ear.close();
    }
}
