package voipbin.platform.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.base.Reach;
import voipbin.media.MediaEngine;
import voipbin.media.MediaSession;
import voipbin.media.Opening;
import voipbin.platform.address.Address;
import voipbin.sip.CallRequest;
import voipbin.sip.IncomingCall;
import voipbin.sip.SipStack;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/** Legs over our SIP stack and media engine. */
final class SipLegs implements Legs {

    private final SipStack stack;
    private final MediaEngine engine;
    private final Reach reach;
    private final CallIds ids;

    SipLegs(SipStack stack, MediaEngine engine, Reach reach, CallIds ids) {
        this.stack = stack;
        this.engine = engine;
        this.reach = reach;
        this.ids = ids;
    }

    @Override
    public Leg open(Dial dial, Consumer<CallSignal> tell) {
        Optional<InetAddress> peer = peerOf(dial);
        if (peer.isEmpty()) {
            return new NoLeg(tell, Cause.OUT_OF_ORDER);
        }
        InetAddress local = reach.towards(peer.get());
        return switch (engine.open(local)) {
            case Opening.Opened(MediaSession media) ->
                new SipLeg(
                        stack,
                        request(dial, media, local),
                        media,
                        tell,
                        sipCallId -> ids.belongs(sipCallId, dial.id()));
            case Opening.NoPortLeft() -> new NoLeg(tell, Cause.CONGESTION);
        };
    }

    @Override
    public Leg take(IncomingCall call, Consumer<CallSignal> tell) {
        return switch (engine.open(reach.towards(call.source().getAddress()))) {
            case Opening.Opened(MediaSession media) -> new IncomingLeg(call, media, tell);
            case Opening.NoPortLeft() -> {
                call.refuse(503, "Service Unavailable");
                yield new NoLeg(tell, Cause.CONGESTION);
            }
        };
    }

    @Override
    public Leg take(Id<Call> id, IncomingCall call, Consumer<CallSignal> tell) {
        ids.belongs(call.callId(), id);
        return take(call, tell);
    }

    /** Who is going to send us packets, as far as it can be known before the answer; may ask DNS. */
    private static Optional<InetAddress> peerOf(Dial dial) {
        if (dial.nextHop().isPresent()) {
            return Optional.of(dial.nextHop().get().getAddress());
        }
        InetSocketAddress resolved =
                new InetSocketAddress(dial.target().host(), dial.target().port().orElse(5060));
        return Optional.ofNullable(resolved.getAddress());
    }

    private CallRequest request(Dial dial, MediaSession media, InetAddress local) {
        return new CallRequest(
                dial.target(),
                dial.nextHop(),
                from(dial.source(), local, stack.address().getPort()),
                NameAddress.of(dial.target().bare()),
                List.of(),
                media.offer(),
                Optional.empty());
    }

    private static NameAddress from(Address source, InetAddress local, int port) {
        String name = printable(source.targetName());
        Optional<SipUri> own = source.is(Address.SIP) ? SipUri.parse("sip:" + source.target()) : Optional.empty();
        // an extension is shown as what others dial to reach it, not by its id
        String shown = source.is(Address.EXTENSION) ? source.targetName() : source.target();
        String user = shown.isEmpty() ? "anonymous" : printable(shown);
        return NameAddress.of(name, own.orElseGet(() -> SipUri.of(user, new InetSocketAddress(local, port))));
    }

    /** A name goes into a header line: what would end the line becomes a space. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
