package voipbin.bench.ivr;

import java.nio.ByteBuffer;
import voipbin.media.codec.G711;
import voipbin.media.rtp.TelephoneEvent;

/** What a caller says: its chord in PCMU, and keys as telephone-events (RFC 4733), a packet every 20 ms. */
final class Mouth {

    private static final int FRAME = 160;
    private static final int SECOND = 8000;
    private static final int KEY_FRAMES = 5;
    private static final int ENDS = 3;
    private static final int PAUSE_FRAMES = 4;
    private static final int HEADER = 12;

    private final byte[] voice = new byte[SECOND];
    private final int ssrc;
    private final int events;
    private int frames;
    private int sequence;
    private String keys = "";
    private int key;
    private int step;

    /** @param events the payload type of telephone-events */
    Mouth(Chord chord, int ssrc, int events) {
        this.ssrc = ssrc;
        this.events = events;
        G711.PCMU.encode(chord.samples(SECOND), SECOND, voice);
    }

    /** From now on until they are all told. */
    void press(String digits) {
        keys = digits;
        key = 0;
        step = 0;
    }

    boolean isPressing() {
        return key < keys.length();
    }

    /** The next packet; each stands for 20 ms. */
    void write(ByteBuffer packet) {
        packet.clear();
        if (isPressing() && step < KEY_FRAMES + ENDS) {
            event(packet);
        } else {
            header(packet, 0, false, frames * FRAME);
            packet.put(voice, frames * FRAME % SECOND, FRAME);
        }
        packet.flip();
        frames++;
        if (isPressing() && ++step == KEY_FRAMES + ENDS + PAUSE_FRAMES) {
            step = 0;
            key++;
        }
    }

    private void event(ByteBuffer packet) {
        boolean end = step >= KEY_FRAMES;
        // all packets of one key have the timestamp of its beginning (RFC 4733, 2.2.1)
        header(packet, events, step == 0, (frames - step) * FRAME);
        packet.position(HEADER + TelephoneEvent.LENGTH);
        int duration = FRAME * (Math.min(step, KEY_FRAMES - 1) + 1);
        TelephoneEvent.write(packet, HEADER, TelephoneEvent.event(keys.charAt(key)), end, duration);
    }

    private void header(ByteBuffer packet, int type, boolean marker, int timestamp) {
        packet.put((byte) 0x80).put((byte) (marker ? type | 0x80 : type)).putShort((short) sequence++);
        packet.putInt(timestamp).putInt(ssrc);
    }
}
