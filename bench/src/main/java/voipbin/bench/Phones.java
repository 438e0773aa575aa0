package voipbin.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.media.sdp.LocalMedia;
import voipbin.media.sdp.OfferAnswer;
import voipbin.media.sdp.Outcome;
import voipbin.sip.IncomingCall;
import voipbin.sip.SipApplication;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;
import voipbin.sip.transport.SipTrace;

/** The far end: one user agent on 127.0.0.1 that is all the phones, and answers each of them. */
final class Phones implements AutoCloseable {

    private static final String INVITE = "INVITE sip:";
    private static final int LONGEST_START = 64;

    private final InetAddress address = InetAddress.getLoopbackAddress();
    private final Ear ear;
    private final SipStack stack;
    private final ConcurrentMap<String, Phone> phones = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();

    /** @param ear where all of them receive */
    Phones(Ear ear) throws IOException {
        this.ear = ear;
        SipConfig config = SipConfig.of(new InetSocketAddress(address, 0)).withTrace(new Watch());
        stack = SipStack.start(config, new Reach(address, Optional.empty()), new Counters(), new Answering());
    }

    /** A phone that nobody has called yet. */
    Phone next() {
        String user = "bench-" + last.incrementAndGet();
        Phone phone = new Phone(
                user + "@" + address.getHostAddress() + ":" + stack.address().getPort());
        phones.put(user, phone);
        return phone;
    }

    @Override
    public void close() {
        stack.close();
    }

    private final class Answering implements SipApplication {

        @Override
        public void onInvite(IncomingCall call) {
            Phone phone = phones.get(userOf(call.invite().startLine()));
            OfferAnswer media = new OfferAnswer(new LocalMedia(address, ear.port()), 1);
            if (phone != null && media.answer(call.invite().body()) instanceof Outcome.Agreed(var sdp, var _)) {
                phone.answer(call, sdp);
            } else {
                call.refuse(488, "Not Acceptable Here");
            }
        }
    }

    /** Sees an INVITE before it is parsed. */
    private final class Watch implements SipTrace {

        @Override
        public void received(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {
            long now = System.nanoTime();
            String start = new String(message, 0, Math.min(message.length, LONGEST_START), StandardCharsets.ISO_8859_1);
            Phone phone = start.startsWith(INVITE) ? phones.get(userOf(start)) : null;
            if (phone != null) {
                phone.invited(now);
            }
        }

        @Override
        public void sent(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {
            // only what arrives is of interest
        }
    }

    private static String userOf(String start) {
        return start.substring(INVITE.length(), Math.max(INVITE.length(), start.indexOf('@')));
    }
}
