package voipbin.media;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.media.codec.G711;
import voipbin.media.mixer.Band;
import voipbin.media.mixer.MixFrame;
import voipbin.media.mixer.Mixer;

/**
 * Many parties who hear each other: each hears all others, at the best rate that both sides have. Who hears nobody but
 * listens costs one encoding together with all who speak the same G.711. All methods may be called from any thread and
 * take effect within a tick.
 *
 * <pre>{@code
 * Room room = engine.room();
 * room.join(alice);                                  // and bob, and carol; each leaves the bridge that it was in
 * room.mute(bob, true, false);                       // nobody hears Bob
 * room.play(source, end -> {});                      // all hear this too
 * room.listen(recorder);                             // hears all, at 8 kHz
 * room.onSpeakers(speaking -> ui.show(speaking));
 * room.leave(alice);                                 // or alice.close(), alice.bridge(…), another room's join
 * room.close();
 * }</pre>
 */
public final class Room implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final Consumer<List<MediaSession>> NOBODY = _ -> {};
    private static final G711[] LAWS = G711.values();

    private final MediaLoop loop;
    private final Mixer mixer;
    private final MixRing ring;
    private final Runnable released;
    private final List<Seat> seats = new ArrayList<>();
    private final List<Sink> sinks = new ArrayList<>();
    private final Player player = new Player();
    private final short[] frame = new short[Source.FRAME];
    private final short[] heard = new short[Band.FULL.samples()];
    private Consumer<List<MediaSession>> speakers = NOBODY;
    private boolean closed;

    private final TickWheel.Ticking clock = new TickWheel.Ticking() {
        @Override
        public void tick(long now) {
            try {
                Room.this.tick();
            } catch (RuntimeException bug) {
                LOG.error("a room broke and is closed", bug);
                close();
            }
        }

        @Override
        public void skip() {}
    };

    Room(MediaLoop loop, int most, Runnable released) {
        this.loop = loop;
        this.released = released;
        mixer = new Mixer(most);
        ring = new MixRing(most);
        loop.post(() -> loop.startTicking(clock));
    }

    /** Takes a party in; it leaves the bridge or room that it was in before. */
    public void join(MediaSession session) {
        Seat seat = new Seat(session, mixer.join(), ring);
        loop.post(() -> sit(seat));
        session.sit(seat);
    }

    private void sit(Seat seat) {
        if (closed) {
            seat.end();
        } else {
            seats.add(seat);
        }
    }

    /** Lets a party go, who hears nothing from then on; one that is not here goes nowhere. */
    public void leave(MediaSession session) {
        loop.post(() -> seats.stream().filter(seat -> seat.session == session).forEach(Seat::end));
    }

    /** Whether a member is to be heard by nobody, and whether it is to hear nobody. Does nothing to who is not here. */
    public void mute(MediaSession session, boolean in, boolean out) {
        loop.post(() -> {
            for (Seat seat : seats) {
                if (seat.session == session && !seat.hasEnded()) {
                    mixer.mute(seat.voice, in);
                    seat.deafen(out);
                }
            }
        });
    }

    /**
     * Plays a source to all, beside what they say, in place of what plays to all now.
     *
     * @param ended called once, on the media loop: must not block
     */
    public Playback play(Source source, Consumer<PlayEnd> ended) {
        Player.Playing playing = new Player.Playing(source, ended);
        loop.post(() -> {
            if (closed) {
                playing.end(new PlayEnd.Stopped());
            } else {
                player.play(playing);
            }
        });
        return () -> loop.post(() -> player.stop(playing));
    }

    /** Gives what all say together to {@code sink}, beside those who hear it already, until {@link #deafen}. */
    public void listen(Sink sink) {
        loop.post(() -> {
            if (closed) {
                shut(sink);
            } else {
                sinks.add(sink);
            }
        });
    }

    /** Gives no more to this one, and closes it. */
    public void deafen(Sink sink) {
        loop.post(() -> {
            if (sinks.remove(sink)) {
                shut(sink);
            }
        });
    }

    /**
     * Tells who speaks whenever that changes, in place of the listener before. Pauses between words are speech.
     *
     * @param listener called on the media loop: must not block
     */
    public void onSpeakers(Consumer<List<MediaSession>> listener) {
        loop.post(() -> speakers = listener);
    }

    private void tick() {
        hear();
        boolean played = player.fill(frame);
        if (played) {
            mixer.announce(player.filled(frame), player.samples());
        }
        MixFrame blank = ring.blank();
        mixer.mix(blank);
        ring.publish();
        tap(blank);
        if (mixer.speakersChanged()) {
            tell();
        }
    }

    private void hear() {
        for (int i = seats.size() - 1; i >= 0; i--) {
            Seat seat = seats.get(i);
            if (seat.hasEnded()) {
                mixer.leave(seat.voice);
                seats.remove(i);
                continue;
            }
            mixer.wants(seat.band());
            if (seat.law() >= 0) {
                mixer.wants(LAWS[seat.law()]);
            }
            seat.hear(mixer);
        }
        mixer.begin();
        for (int i = 0; i < seats.size(); i++) {
            mixer.choose(seats.get(i).voice);
        }
    }

    private void tap(MixFrame mix) {
        for (int i = sinks.size() - 1; i >= 0; i--) {
            Sink sink = sinks.get(i);
            try {
                mix.all(Band.NARROW, heard);
                System.arraycopy(heard, 0, frame, 0, Source.FRAME);
                sink.write(frame, Source.FRAME);
            } catch (RuntimeException bug) {
                LOG.error("a sink broke", bug);
                sinks.remove(i);
                shut(sink);
            }
        }
    }

    private void tell() {
        List<MediaSession> now = seats.stream()
                .filter(seat -> seat.voice.speaks())
                .map(seat -> seat.session)
                .toList();
        try {
            speakers.accept(now);
        } catch (RuntimeException bug) {
            LOG.error("who is told of speakers broke", bug);
        }
    }

    private static void shut(Sink sink) {
        try {
            sink.close();
        } catch (RuntimeException bug) {
            LOG.error("closing a sink failed", bug);
        }
    }

    /** Lets all go and ends what plays and who listens; a second call does nothing. */
    @Override
    public void close() {
        loop.post(() -> {
            if (!closed) {
                closed = true;
                loop.stopTicking(clock);
                seats.forEach(Seat::end);
                seats.clear();
                player.stop();
                List.copyOf(sinks).forEach(Room::shut);
                sinks.clear();
                released.run();
            }
        });
    }
}
