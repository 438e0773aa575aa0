package voipbin.platform.externalmedia;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import voipbin.kit.http.Session;
import voipbin.kit.http.WebSocket;
import voipbin.media.MediaSession;
import voipbin.media.Source;

/**
 * A WebSocket that hears both sides of a call and speaks to both (media §4). Sound that comes quicker than it is said
 * waits; when much waits, less is read from the client. What the client is too slow to take is lost.
 */
final class MediaStream implements WebSocket {

    /** RFC 6455 §7.4.1. */
    private static final int DONE = 1000;

    private final Supplier<Optional<MediaSession>> call;
    private final Framing framing;
    private final Bystander bystander = new Bystander(Sides.BOTH, Sides.BOTH);
    private volatile @Nullable MediaSession media;
    private volatile @Nullable Session session;

    MediaStream(Supplier<Optional<MediaSession>> call, Framing framing) {
        this.call = call;
        this.framing = framing;
    }

    @Override
    public void opened(Session opened) {
        session = opened;
        Optional<MediaSession> found = call.get();
        if (found.isEmpty()) {
            opened.close(DONE, "the call is over");
            return;
        }
        media = found.get();
        found.get().tap(bystander);
        Thread.ofVirtual().name("media-stream").start(() -> carry(opened));
    }

    private void carry(Session to) {
        short[] heard = new short[Source.FRAME];
        try {
            while (bystander.next(heard)) {
                to.send(framing.write(heard));
            }
        } catch (InterruptedException nobodyInterruptsIt) {
            Thread.currentThread().interrupt();
        }
        to.close(DONE, "the call is over");
    }

    @Override
    public void binary(byte[] message) {
        switch (framing.read(message)) {
            case Framing.Brought.Sound(short[] pcm) -> say(pcm);
            case Framing.Brought.End _ -> end();
            case Framing.Brought.Nothing _ -> {
                // passed over
            }
        }
    }

    private void say(short[] pcm) {
        try {
            bystander.say(pcm, pcm.length);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        Session open = session;
        if (open != null) {
            open.close(DONE, "ended by the client");
        }
    }

    @Override
    public void closed(int code, String reason) {
        MediaSession tapped = media;
        if (tapped != null) {
            tapped.untap(bystander);
        }
        bystander.close();
    }
}
