package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.media.audio.Goertzel;
import voipbin.media.audio.Tone;
import voipbin.media.codec.Codec;

/** Phones in a room, over loopback; each says a tone of its own. Two loops, so that rooms reach across them. */
class RoomTest {

    private static final int WINDOW = 1600;
    private static final int WINDOWS_AT_MOST = 50;

    private record Member(MediaSession phone, MediaSession leg, int hertz) {}

    private MediaEngine engine;
    private Room room;

    @BeforeEach
    void start() throws IOException {
        engine = Sessions.engine(20, 2, new Counters());
        room = engine.room();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private Member joins(Codec codec, int hertz) {
        MediaSession phone = Sessions.open(engine);
        MediaSession leg = Sessions.open(engine);
        List<String> only = List.of(codec.name());
        phone.accept(Sessions.agreed(leg.answer(phone.offer(only), only)).sdp());
        phone.play(Tone.sine(hertz, 0.2, Duration.ofMinutes(1)), _ -> {});
        room.join(leg);
        return new Member(phone, leg, hertz);
    }

    /** Listens until it hears these, and none of those, in one window; the machine may be busy. */
    private static void hears(MediaSession phone, List<Integer> these, List<Integer> those) throws Exception {
        Recording last = new Recording(WINDOW);
        for (int i = 0; i < WINDOWS_AT_MOST; i++) {
            last = new Recording(WINDOW);
            phone.listen(last);
            if (fits(last.samples(), these, those)) {
                return;
            }
        }
        short[] heard = last.samples();
        assertThat(these).as("%s", amplitudes(heard, these)).isEmpty();
        assertThat(those).as("%s", amplitudes(heard, those)).isEmpty();
    }

    private static boolean fits(short[] heard, List<Integer> these, List<Integer> those) {
        return amplitudes(heard, these).stream().allMatch(a -> a > 0.12 && a < 0.25)
                && amplitudes(heard, those).stream().allMatch(a -> a < 0.02);
    }

    private static List<Double> amplitudes(short[] heard, List<Integer> hertz) {
        return hertz.stream()
                .map(tone -> Goertzel.amplitude(heard, WINDOW / 2, WINDOW / 2, tone))
                .toList();
    }

    @Test
    void eachHearsAllOthersWhateverTheySpeak() throws Exception {
        List<Member> members = new ArrayList<>();
        for (Codec codec : Codec.available()) {
            members.add(joins(codec, 500 + 300 * codec.ordinal()));
        }
        for (Member member : members) {
            List<Integer> others = members.stream()
                    .filter(other -> other != member)
                    .map(Member::hertz)
                    .toList();
            hears(member.phone(), others, List.of(member.hertz()));
        }
    }

    @Test
    void aRoomIsHeardWholeByWhoTapsItAndAnAnnouncementByAll() throws Exception {
        Member alice = joins(Codec.PCMU, 500);
        Member bob = joins(Codec.PCMA, 800);
        CountDownLatch ended = new CountDownLatch(1);
        Playback playback = room.play(Tone.sine(1500, 0.2, Duration.ofMinutes(1)), _ -> ended.countDown());
        hears(alice.phone(), List.of(800, 1500), List.of(500));
        hears(bob.phone(), List.of(500, 1500), List.of(800));
        playback.stop();
        Sessions.await(ended);
        hears(alice.phone(), List.of(800), List.of(500, 1500));
        Recording tap = new Recording(8000);
        room.listen(tap);
        assertThat(Goertzel.amplitude(tap.samples(), 6400, 1600, 500)).isGreaterThan(0.12);
        room.deafen(tap);
        Sessions.await(tap.closed);
    }

    @Test
    void whoIsMutedOrDeafIsSoUntilToldOtherwise() throws Exception {
        Member alice = joins(Codec.PCMU, 500);
        Member bob = joins(Codec.PCMU, 800);
        hears(bob.phone(), List.of(500), List.of(800));
        room.mute(alice.leg(), true, false);
        hears(bob.phone(), List.of(), List.of(500, 800));
        hears(alice.phone(), List.of(800), List.of(500));
        room.mute(alice.leg(), false, true);
        hears(bob.phone(), List.of(500), List.of(800));
        hears(alice.phone(), List.of(), List.of(500, 800));
        room.mute(alice.leg(), false, false);
        hears(alice.phone(), List.of(800), List.of(500));
    }

    @Test
    void whoLeavesOrMovesIsHeardNoMore() throws Exception {
        Member alice = joins(Codec.PCMU, 500);
        Member bob = joins(Codec.PCMU, 800);
        Member carol = joins(Codec.G722, 1100);
        hears(carol.phone(), List.of(500, 800), List.of(1100));
        alice.leg().bridge(bob.leg());
        hears(carol.phone(), List.of(), List.of(500, 800, 1100));
        hears(bob.phone(), List.of(500), List.of(800, 1100));
        room.join(bob.leg());
        hears(carol.phone(), List.of(800), List.of(500, 1100));
        room.leave(bob.leg());
        hears(carol.phone(), List.of(), List.of(500, 800, 1100));
        room.join(alice.leg());
        hears(carol.phone(), List.of(500), List.of(800, 1100));
        alice.leg().close();
        hears(carol.phone(), List.of(), List.of(500, 800, 1100));
    }

    @Test
    void whoSpeaksIsTold() throws Exception {
        CountDownLatch both = new CountDownLatch(1);
        CountDownLatch onlyBob = new CountDownLatch(1);
        room.onSpeakers(speaking -> {
            if (speaking.size() == 2) {
                both.countDown();
            } else if (both.getCount() == 0 && speaking.size() == 1) {
                onlyBob.countDown();
            }
        });
        Member alice = joins(Codec.PCMU, 500);
        joins(Codec.PCMU, 800);
        Sessions.await(both);
        room.mute(alice.leg(), true, false);
        Sessions.await(onlyBob);
    }

    @Test
    void aRoomThatClosesLetsAllGo() throws Exception {
        Member alice = joins(Codec.PCMU, 500);
        joins(Codec.PCMU, 800);
        Recording tap = new Recording(160);
        CountDownLatch ended = new CountDownLatch(1);
        room.listen(tap);
        room.play(Tone.sine(1500, 0.2, Duration.ofMinutes(1)), _ -> ended.countDown());
        assertThat(engine.rooms()).isEqualTo(1);
        room.close();
        room.close();
        Sessions.await(tap.closed);
        Sessions.await(ended);
        hears(alice.phone(), List.of(), List.of(500, 800, 1500));
        assertThat(engine.rooms()).isZero();
    }
}
