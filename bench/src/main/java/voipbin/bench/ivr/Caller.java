package voipbin.bench.ivr;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import voipbin.media.codec.Codec;
import voipbin.media.rtp.RtpPacket;
import voipbin.media.sdp.AgreedMedia;
import voipbin.media.sdp.Direction;
import voipbin.media.sdp.LocalMedia;
import voipbin.media.sdp.OfferAnswer;
import voipbin.media.sdp.Outcome;
import voipbin.sip.CallListener;
import voipbin.sip.CallOutcome;
import voipbin.sip.OutgoingCall;
import voipbin.sip.message.Response;

/**
 * One phone that calls, speaks its chord, hears a prompt, presses its keys when that has ended, and hears on until it
 * is hung up. SIP's thread tells it what becomes of the call; all else is on the thread of the {@link Booth}.
 */
public final class Caller implements CallListener {

    private static final long PAUSE_NANOS = 400_000_000;

    /**
     * Whose call it is.
     *
     * @param keys what it presses
     * @param voice what it says
     * @param prompt samples that it waits for before it presses
     */
    public record Seat(int number, String keys, Chord voice, int prompt) {}

    private final Seat seat;
    private final DatagramChannel channel;
    private final OfferAnswer media;
    private final Heard heard = new Heard();
    private final RtpPacket packet = new RtpPacket();
    private final int port;

    private volatile Optional<OutgoingCall> call = Optional.empty();
    private volatile Optional<AgreedMedia> agreed = Optional.empty();
    private volatile Optional<CallOutcome> ended = Optional.empty();
    private Optional<Mouth> mouth = Optional.empty();
    private long lastLoud;
    private int pressedAt = -1;
    private int strays;

    Caller(Seat seat) throws IOException {
        this.seat = seat;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        channel = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
        channel.configureBlocking(false);
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        media = new OfferAnswer(new LocalMedia(loopback, port), seat.number() + 1L);
    }

    void begun(OutgoingCall begun) {
        call = Optional.of(begun);
    }

    /** Its end is told in any case, perhaps half a minute later. */
    public void hangUp() {
        call.ifPresent(OutgoingCall::hangup);
    }

    DatagramChannel channel() {
        return channel;
    }

    byte[] offer() {
        return media.offer(Direction.SENDRECV, List.of(Codec.PCMU));
    }

    @Override
    public void onAnswered(Response ok) {
        if (media.accept(ok.body()) instanceof Outcome.Agreed(var _, var what)) {
            agreed = Optional.of(what);
        }
    }

    @Override
    public void onEnded(CallOutcome outcome) {
        ended = Optional.of(outcome);
    }

    /** Every 20 ms. */
    void tick(ByteBuffer out, long now) throws IOException {
        if (ended.isPresent() || agreed.isEmpty()) {
            return;
        }
        AgreedMedia to = agreed.get();
        if (mouth.isEmpty()) {
            int events = to.send().telephoneEvent().orElseThrow();
            mouth = Optional.of(new Mouth(seat.voice(), port, events));
        }
        if (pressedAt < 0 && heard.loud() >= seat.prompt() && now - lastLoud > PAUSE_NANOS) {
            pressedAt = heard.length();
            mouth.get().press(seat.keys());
        }
        mouth.get().write(out);
        channel.send(out, to.peer().rtp().orElseThrow());
    }

    /** Everything that has come. */
    void drain(ByteBuffer in, long now) throws IOException {
        for (SocketAddress from = channel.receive(in.clear()); from != null; from = channel.receive(in.clear())) {
            in.flip();
            boolean ours = agreed.flatMap(to -> to.peer().rtp())
                    .map(from::equals)
                    // before the 200 is here, nobody knows from where it must come
                    .orElse(true);
            if (RtpPacket.isRtcp(in)) {
                continue;
            }
            if (!ours || !packet.wrap(in) || packet.payloadType() != 0) {
                strays++;
            } else if (heard.packet(packet)) {
                lastLoud = now;
            }
        }
    }

    boolean isTalking() {
        return agreed.isPresent() && ended.isEmpty();
    }

    public Seat seat() {
        return seat;
    }

    /** Empty as long as it goes on. */
    public Optional<CallOutcome> ended() {
        return ended;
    }

    public boolean wasAnswered() {
        return agreed.isPresent();
    }

    /** Once the booth has let go of it. */
    public Heard heard() {
        return heard;
    }

    /** Up to which sample it had heard when it began to press; less than 0 if it did not. */
    int pressedAt() {
        return pressedAt;
    }

    /** Packets that did not come from where the server said, or are not what it agreed to send. */
    int strays() {
        return strays + heard.strange();
    }
}
