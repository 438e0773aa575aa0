package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Tone;
import voipbin.media.codec.Codec;
import voipbin.media.codec.G711;
import voipbin.media.codec.OpusOptions;
import voipbin.media.rtp.NtpTime;
import voipbin.media.rtp.ReceiverStatistics;
import voipbin.media.rtp.RtpPackets;
import voipbin.media.rtp.RtpStream;
import voipbin.media.sdp.AgreedMedia;
import voipbin.media.sdp.Direction;
import voipbin.media.sdp.Formats;
import voipbin.media.sdp.Packing;
import voipbin.media.sdp.PeerMedia;
import voipbin.media.sdp.Security;
import voipbin.media.udp.PacketPort;

/** One way of a bridge, packet by packet, with time made by hand: Alice talks, and what goes out to Bob is kept. */
class RelayTest {

    private static final InetSocketAddress ALICE = new InetSocketAddress("127.0.0.1", 4000);
    private static final InetSocketAddress BOB = new InetSocketAddress("127.0.0.1", 5000);
    private static final long TICK = 20_000_000;

    private record Out(int type, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {

        int code() {
            return payload[0] & 0xFF;
        }
    }

    private static final class Wire implements PacketPort {

        final List<Out> packets = new ArrayList<>();

        @Override
        public boolean send(ByteBuffer packet, SocketAddress target) {
            assertThat(target).isEqualTo(BOB);
            ByteBuffer copy =
                    ByteBuffer.allocate(packet.remaining()).put(packet).flip();
            byte[] payload = new byte[copy.limit() - 12];
            copy.get(12, payload);
            int second = copy.get(1) & 0xFF;
            packets.add(new Out(
                    second & 0x7F, second >= 128, copy.getShort(2) & 0xFFFF, copy.getInt(4), copy.getInt(8), payload));
            return true;
        }
    }

    private final Wire wire = new Wire();
    private final Latch fromAlice = new Latch();
    private final Latch toBob = new Latch();
    private final Passage passage = new Passage();
    private final List<Character> passedKeys = new ArrayList<>();
    private final List<Character> heardKeys = new ArrayList<>();
    private long nanos = 1_000_000_000;
    /** Each frame that went out, as the sample in its middle. */
    private final List<Integer> tapped = new ArrayList<>();

    private final Tap tap = (_, out) -> tapped.add((int) out[80]);
    private Taps tapsOfBob;
    private RtpReceiver alice;
    private RtpSender bob;
    private AgreedMedia ofBob;

    @BeforeEach
    void bridge() {
        MediaTime time = new MediaTime(() -> nanos, NtpTime.anchored(0, 0));
        LoopParts parts = new LoopParts(new Workbench(), time, new MediaCounters(new Counters()));
        tapsOfBob = new Taps(parts.bench());
        alice = new RtpReceiver(new ReceiverStatistics(), fromAlice, new Taps(parts.bench()), parts);
        bob = new RtpSender(new RtpStream(new Random(7)), wire, toBob, tapsOfBob, parts);
        agree(Codec.PCMU, 101);
        alice.keys.onDigit((digit, _) -> heardKeys.add(digit));
        bob.join(passage);
        alice.join(passage, (digit, _) -> passedKeys.add(digit), bob);
    }

    /** What Bob speaks; Alice speaks PCMU and sends events as 101. */
    private void agree(Codec codec, int events) {
        alice.negotiated(media(Codec.PCMU, 101, ALICE));
        fromAlice.negotiated(Optional.of(ALICE));
        ofBob = media(codec, events, BOB);
        bob.negotiated(ofBob);
        toBob.negotiated(Optional.of(BOB));
    }

    private static AgreedMedia media(Codec codec, int events, InetSocketAddress peer) {
        SequencedMap<Codec, Integer> types = new LinkedHashMap<>();
        types.put(codec, codec.payloadType());
        OptionalInt type = events < 0 ? OptionalInt.empty() : OptionalInt.of(events);
        Formats formats = new Formats(types, type, 8000, OpusOptions.NONE);
        PeerMedia at = new PeerMedia(Optional.of(peer), Optional.of(peer), true, new Security.Plain(), Packing.USUAL);
        return new AgreedMedia(codec, formats, formats, Direction.SENDRECV, at);
    }

    private void arrives(ByteBuffer packet) {
        ByteBuffer direct = ByteBuffer.allocateDirect(2048).put(packet).flip();
        alice.received(direct, ALICE);
    }

    private void says(int number) {
        says(number, number);
    }

    private void says(int number, int code) {
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) code);
        arrives(RtpPackets.of(0, 40_000 + number, 8_000 + 160 * number, payload));
    }

    private void tick() {
        nanos += TICK;
        alice.tick(nanos);
        bob.tick(ofBob);
        tapsOfBob.tick();
    }

    /** While it is there what is said to Bob is sound, not packets. */
    private void hushed(Runnable meanwhile) {
        bob.voices.player.play(new Player.Playing(_ -> 0, _ -> {}));
        meanwhile.run();
        bob.voices.player.stop();
    }

    private static List<Integer> samples(List<Integer> codes) {
        return codes.stream()
                .map(code -> (int) G711.PCMU.decode(code.byteValue()))
                .toList();
    }

    private void talk(int first, int last) {
        for (int i = first; i <= last; i++) {
            says(i);
            tick();
        }
    }

    private List<Integer> codes() {
        return wire.packets.stream().map(Out::code).toList();
    }

    private static List<Integer> numbers(int first, int last) {
        List<Integer> all = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            all.add(i);
        }
        return all;
    }

    @Test
    void packetsPassWithOurNumbersAndTheirPayload() {
        talk(1, 50);
        assertThat(codes()).isEqualTo(numbers(1, 50));
        assertThat(wire.packets.getFirst().marker()).isTrue();
        for (int i = 1; i < 50; i++) {
            Out before = wire.packets.get(i - 1);
            Out now = wire.packets.get(i);
            assertThat(now.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
            assertThat(now.timestamp() - before.timestamp()).isEqualTo(160);
            assertThat(now.ssrc()).isEqualTo(before.ssrc()).isNotEqualTo(0x1234);
            assertThat(now.marker()).isFalse();
            assertThat(now.payload()).hasSize(160).containsOnly(i + 1);
        }
    }

    @Test
    void whatIsLostOrInDisorderStaysSoAndWhatComesTwiceDoesNot() {
        for (int i : new int[] {1, 2, 5, 4, 4, 7, 7, 8}) {
            says(i);
        }
        assertThat(codes()).containsExactly(1, 2, 5, 4, 7, 8);
        int begin = wire.packets.getFirst().sequence();
        assertThat(wire.packets).extracting(packet -> packet.sequence() - begin).containsExactly(0, 1, 4, 3, 6, 7);
    }

    @Test
    void aPacketFromBeforeTheBeginningHasNoNumberLeft() {
        says(5);
        says(4);
        says(6);
        assertThat(codes()).containsExactly(5, 6);
    }

    @Test
    void contributingSourcesAndExtensionsStayBehind() {
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) 9);
        ByteBuffer packet = ByteBuffer.allocate(12 + 4 + 8 + 160);
        packet.put((byte) 0x91).put((byte) 0).putShort((short) 1).putInt(160).putInt(77);
        packet.putInt(1).putShort((short) 0xBEDE).putShort((short) 1).putInt(5).put(payload);
        arrives(packet.flip());
        assertThat(wire.packets.getFirst().payload()).isEqualTo(payload);
    }

    @Test
    void anotherSourceGoesOnInTheSameStream() {
        talk(1, 3);
        byte[] payload = new byte[160];
        Arrays.fill(payload, (byte) 4);
        arrives(RtpPackets.of(0x9999, 0, 7, 123_456_789, payload));
        Out last = wire.packets.getLast();
        Out before = wire.packets.get(2);
        assertThat(last.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
        assertThat(last.timestamp() - before.timestamp()).isEqualTo(160);
        assertThat(last.ssrc()).isEqualTo(before.ssrc());
        assertThat(last.marker()).isTrue();
    }

    @Test
    void whatGoesOutAsSoundForAWhileMissesNothingAndNothingComesTwice() {
        talk(1, 20);
        hushed(() -> talk(21, 40));
        talk(41, 60);
        assertThat(codes()).isEqualTo(numbers(1, 60));
        assertContinuous();
    }

    @Test
    void whoHearsWhatGoesOutHearsEachPacketAndTheyGoOnAsTheyAre() {
        talk(1, 20);
        tapsOfBob.add(tap);
        talk(21, 60);
        assertThat(codes()).isEqualTo(numbers(1, 60));
        assertContinuous();
        assertThat(tapped).hasSize(40);
        assertTappedWithoutAHole(35);
    }

    @Test
    void whoHearsWhatGoesOutMissesNothingWhenItBecomesSoundAndPacketsAgain() {
        tapsOfBob.add(tap);
        talk(1, 20);
        hushed(() -> talk(21, 40));
        talk(41, 60);
        assertThat(codes()).isEqualTo(numbers(1, 60));
        assertTappedWithoutAHole(55);
    }

    /** The jitter buffer that is there for the tap fills first, and keeps the last packets. */
    private void assertTappedWithoutAHole(int atLeast) {
        List<Integer> heard = tapped.stream().filter(sample -> sample != 0).toList();
        assertThat(heard).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(samples(numbers(1, 60))).containsSequence(heard);
    }

    @Test
    void whoHearsWhatGoesOutHearsWhatIsPlayedInItsPlace() {
        tapsOfBob.add(tap);
        talk(1, 20);
        bob.voices.player.play(new Player.Playing(RelayTest::hum, _ -> {}));
        tapped.clear();
        talk(21, 40);
        assertThat(tapped).containsOnly(1000);
    }

    private static int hum(short[] pcm) {
        Arrays.fill(pcm, (short) 1000);
        return pcm.length;
    }

    @Test
    void whoIsMutedIsHeardNoMoreAndFadesInAgain() {
        talk(1, 10);
        alice.gate.open(false);
        talk(11, 20);
        alice.gate.open(true);
        talk(21, 30);
        assertThat(codes().subList(0, 10)).isEqualTo(numbers(1, 10));
        assertThat(codes()).doesNotContain(12, 13, 14, 15, 16, 17, 18, 19).contains(0xFF);
        assertThat(codes().getLast()).isEqualTo(30);
    }

    @Test
    void thatHoldsWhenAliceIsHeardByOthersAllTheTime() {
        alice.listen((_, _) -> {});
        talk(1, 20);
        hushed(() -> talk(21, 40));
        talk(41, 60);
        assertThat(codes()).isEqualTo(numbers(1, 60));
        assertContinuous();
    }

    private void assertContinuous() {
        for (int i = 1; i < wire.packets.size(); i++) {
            Out before = wire.packets.get(i - 1);
            Out now = wire.packets.get(i);
            assertThat(now.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
            assertThat(now.timestamp() - before.timestamp()).as("packet %d", i).isEqualTo(160);
        }
    }

    @Test
    void whatIsPlayedToBobCoversAliceAndAfterwardsSheIsBack() {
        talk(1, 10);
        bob.voices.player.play(new Player.Playing(Tone.sine(400, 0.3, Duration.ofMillis(100)), _ -> {}));
        talk(11, 20);
        assertThat(codes().subList(0, 10)).isEqualTo(numbers(1, 10));
        assertThat(codes().subList(10, 15)).doesNotContain(11, 12, 13, 14, 15);
        assertThat(codes().getLast()).isEqualTo(20);
    }

    @Test
    void keysPassToWhoKnowsEventsAndAreHeardOnce() {
        talk(1, 2);
        for (int i = 0; i < 5; i++) {
            boolean end = i >= 2;
            byte[] event = {5, (byte) (end ? 0x8A : 10), 0, (byte) (Math.min(i, 2) * 80)};
            arrives(RtpPackets.of(101, 40_003 + i, 8_480, event));
            tick();
        }
        assertThat(heardKeys).containsExactly('5');
        assertThat(passedKeys).as("pressed once more").isEmpty();
        List<Out> events =
                wire.packets.stream().filter(out -> out.type() == 101).toList();
        assertThat(events).hasSize(5);
        assertThat(events)
                .extracting(Out::timestamp)
                .containsOnly(wire.packets.get(1).timestamp() + 160);
        says(8);
        assertThat(codes().getLast()).isEqualTo(8);
        assertThat(wire.packets.getLast().timestamp())
                .isEqualTo(wire.packets.get(1).timestamp() + 6 * 160);
    }

    @Test
    void keysAreHandedOnAsSuchToWhoKnowsNoEvents() {
        agree(Codec.PCMU, -1);
        talk(1, 2);
        for (int i = 0; i < 3; i++) {
            arrives(RtpPackets.of(101, 40_003 + i, 8_480, new byte[] {5, (byte) 0x8A, 3, 0}));
        }
        assertThat(passedKeys).containsExactly('5');
    }

    @Test
    void whoSpeaksAnotherCodecGetsTheSound() {
        agree(Codec.PCMA, 101);
        talk(1, 20);
        assertThat(wire.packets).extracting(Out::type).containsOnly(8);
        assertThat(alice.stats().playout().delay()).isPositive();
    }

    @Test
    void whatGoesOnAsSoundIsNotLaterThanThreeTicks() {
        agree(Codec.PCMA, 101);
        for (int i = 0; i < 50; i++) {
            says(i, 0xFF);
            tick();
        }
        int quiet = wire.packets.getLast().code();
        int ticks = 0;
        while (wire.packets.getLast().code() == quiet && ticks < 50) {
            says(50 + ticks++, 0x10);
            tick();
        }
        assertThat(ticks).isLessThanOrEqualTo(3);
    }

    @Test
    void longerPacketsThanOursGoOnAsSoundInOurs() {
        for (int i = 0; i < 20; i++) {
            byte[] payload = new byte[320];
            Arrays.fill(payload, (byte) 9);
            arrives(RtpPackets.of(0, 40_000 + i, 8_000 + 320 * i, payload));
            tick();
            tick();
        }
        assertThat(wire.packets).hasSizeGreaterThan(30);
        assertThat(wire.packets).extracting(out -> out.payload().length).containsOnly(160);
        assertContinuous();
        assertThat(codes().getLast()).isEqualTo(9);
    }

    @Test
    void silenceIsSentWhenAliceSaysNothing() {
        talk(1, 3);
        for (int i = 0; i < 20; i++) {
            tick();
        }
        assertThat(wire.packets.size()).isBetween(15, 20);
        assertThat(codes().getLast()).isEqualTo(0xFF);
        says(30);
        assertThat(codes().getLast()).isEqualTo(30);
    }

    /**
     * What a stalled network brings all at once, after we have filled its time, is late: it must not shift the rest.
     */
    @Test
    void whatAStallHeldBackDoesNotShiftWhatFollows() {
        talk(0, 20);
        Out before = wire.packets.getLast();
        for (int i = 0; i < 10; i++) {
            tick();
        }
        for (int i = 21; i <= 30; i++) {
            says(i);
        }
        tick();
        talk(31, 50);
        Out after = wire.packets.getLast();
        assertInOrder();
        // at most one frame later than when nothing had been held back
        assertThat((after.timestamp() - before.timestamp()) / 160).isBetween(30, 31);
        assertThat(codes()).containsSequence(numbers(31, 50));
    }

    /** Phones that say nothing while nobody speaks: their numbers go on where they were, ours have gone on. */
    @Test
    void afterAPauseItGoesOnBehindTheSilence() {
        talk(0, 20);
        for (int i = 0; i < 50; i++) {
            tick();
        }
        int silent = wire.packets.size();
        for (int i = 21; i <= 40; i++) {
            byte[] payload = new byte[160];
            Arrays.fill(payload, (byte) i);
            arrives(RtpPackets.of(0, 40_000 + i, 8_000 + 160 * (i + 50), payload));
            tick();
        }
        assertThat(codes().subList(silent, wire.packets.size())).containsExactlyElementsOf(numbers(21, 40));
        assertThat(wire.packets.get(silent).marker()).isTrue();
        assertInOrder();
    }

    private void assertInOrder() {
        for (int i = 1; i < wire.packets.size(); i++) {
            Out one = wire.packets.get(i - 1);
            Out next = wire.packets.get(i);
            assertThat(next.sequence()).isEqualTo(one.sequence() + 1 & 0xFFFF);
            assertThat(next.timestamp() - one.timestamp()).isPositive();
        }
    }

    @Test
    void comfortNoiseIsHeardAsNoise() {
        talk(1, 10);
        arrives(RtpPackets.of(13, 40_011, 8_000 + 11 * 160, new byte[] {40}));
        for (int i = 0; i < 20; i++) {
            tick();
        }
        byte[] noise = wire.packets.getLast().payload();
        assertThat(noise).isNotEqualTo(new byte[160]);
        int different = 0;
        for (byte code : noise) {
            different += code == noise[0] ? 0 : 1;
        }
        assertThat(different).isGreaterThan(20);
        talk(32, 34);
        assertThat(codes().getLast()).isEqualTo(34);
    }

    @Test
    void nothingIsRelayedToWhoIsOnHoldOrHasLeft() {
        talk(1, 2);
        passage.end();
        says(3);
        assertThat(codes()).containsExactly(1, 2);
    }

    @Test
    void aStrangersPacketsAreNotRelayed() {
        talk(1, 2);
        ByteBuffer packet = ByteBuffer.allocateDirect(2048)
                .put(RtpPackets.of(0, 40_003, 8_480, new byte[160]))
                .flip();
        alice.received(packet, new InetSocketAddress("127.0.0.1", 6666));
        assertThat(codes()).containsExactly(1, 2);
    }
}
