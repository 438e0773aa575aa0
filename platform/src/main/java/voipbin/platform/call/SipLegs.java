package voipbin.platform.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.base.Reach;
import voipbin.media.MediaEngine;
import voipbin.media.MediaSession;
import voipbin.media.Opening;
import voipbin.media.sdp.TransportProfile;
import voipbin.platform.address.Address;
import voipbin.sip.Backlog;
import voipbin.sip.CallRequest;
import voipbin.sip.IncomingCall;
import voipbin.sip.Replaced;
import voipbin.sip.SipStack;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/** Legs over our SIP stack and media engine. */
final class SipLegs implements Legs {

    /** Name servers that never answer must not hold a call longer. */
    private static final Duration LOOKUP = Duration.ofSeconds(10);

    /** RFC 3323 §4.1.1.3. */
    private static final NameAddress ANONYMOUS =
            NameAddress.of("Anonymous", SipUri.of("anonymous", "anonymous.invalid"));

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
            case Opening.Opened(MediaSession media) -> {
                watch(dial.id(), dial.metadata(), media, local);
                yield new SipLeg(
                        stack,
                        request(dial, media, local),
                        media,
                        tell,
                        sipCallId -> ids.belongs(sipCallId, dial.id()));
            }
            case Opening.NoPortLeft() -> new NoLeg(tell, Cause.CONGESTION);
        };
    }

    @Override
    public Leg take(IncomingCall call, Consumer<CallSignal> tell) {
        return switch (engine.open(reach.towards(call.source().getAddress()))) {
            case Opening.Opened(MediaSession media) -> new IncomingLeg(call, media, tell);
            case Opening.NoPortLeft() -> {
                call.refuse(503, "Service Unavailable", Backlog.retryAfter(call.invite()));
                yield new NoLeg(tell, Cause.CONGESTION);
            }
        };
    }

    @Override
    public Leg take(Id<Call> id, Arrival arrival, Consumer<CallSignal> tell) {
        IncomingCall call = arrival.call();
        ids.belongs(call.callId(), id);
        Leg leg = take(call, tell);
        if (leg instanceof IncomingLeg taken) {
            InetAddress local = reach.towards(call.source().getAddress());
            watch(id, arrival.metadata(), taken.media(), local);
        }
        return leg;
    }

    private void watch(Id<Call> id, Map<String, Object> metadata, MediaSession media, InetAddress local) {
        if (Boolean.TRUE.equals(metadata.get("rtp_debug"))) {
            ids.packets(id, local).ifPresent(media::watchPackets);
        }
    }

    @Override
    public Optional<Leg> named(DialogReference dialog) {
        return stack.find(dialog)
                .map(Replaced::listener)
                .filter(Leg.class::isInstance)
                .map(Leg.class::cast);
    }

    /** Who is going to send us packets, as far as it can be known before the answer; may ask DNS. */
    private Optional<InetAddress> peerOf(Dial dial) {
        Attempt attempt = dial.attempt();
        if (attempt.nextHop().isPresent()) {
            return Optional.of(attempt.nextHop().get().getAddress());
        }
        // a proxy on the way stands for who is behind it
        SipUri next = attempt.headers().stream()
                .filter(header -> header.is("Route"))
                .findFirst()
                .flatMap(route -> NameAddress.parse(route.value()))
                .flatMap(NameAddress::sip)
                .orElse(attempt.target());
        return stack.locate(next)
                .completeOnTimeout(Optional.empty(), LOOKUP.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private CallRequest request(Dial dial, MediaSession media, InetAddress local) {
        Attempt attempt = dial.attempt();
        return new CallRequest(
                attempt.target(),
                attempt.nextHop(),
                attempt.anonymous()
                        ? ANONYMOUS
                        : from(dial.source(), local, stack.address().getPort()),
                NameAddress.of(attempt.target().bare()),
                attempt.headers(),
                media.offer(profile(attempt.target()), attempt.codecs()),
                Optional.empty(),
                dial.attempts().size() > 1);
    }

    /** Who speaks SIP over WebSocket is a browser, which takes nothing but WebRTC (RFC 7118, RFC 8834 §4.1). */
    private static TransportProfile profile(SipUri target) {
        String transport = target.parameters().get("transport").orElse("").toLowerCase(Locale.ROOT);
        return switch (transport) {
            case "ws", "wss" -> TransportProfile.UDP_TLS_RTP_SAVPF;
            default -> TransportProfile.RTP_AVP;
        };
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
