package voipbin.media.rtp;

import java.nio.ByteBuffer;

/**
 * Makes one key press out of the many packets of a telephone-event (RFC 4733 §2.5): all packets of one press carry the
 * timestamp of its beginning, and its end is told three times, or lost. Not safe for several threads.
 */
public final class DigitReceiver {

    /** Hears each key press once. */
    @FunctionalInterface
    public interface Listener {

        /** @param samples how long it lasted, at 8000 Hz */
        void digit(char digit, int samples);
    }

    /** Ticks of 20 ms without a packet after which a press counts as released: all of its end packets were lost. */
    private static final int PATIENCE = 10;

    private boolean any;
    private boolean pressed;
    private int timestamp;
    private int event;
    private int duration;
    private int before;
    private int quietTicks;

    /** Takes a packet whose payload type is telephone-event; events that are no keys are passed over. */
    public void received(RtpPacket packet, Listener listener) {
        ByteBuffer buffer = packet.buffer();
        int offset = packet.payloadOffset();
        if (packet.payloadLength() < TelephoneEvent.LENGTH || !TelephoneEvent.isKey(buffer.get(offset) & 0xFF)) {
            return;
        }
        int now = packet.timestamp();
        if (!any || now != timestamp) {
            if (any && now - timestamp < 0) {
                return;
            }
            begin(now, TelephoneEvent.event(buffer, offset), listener);
        }
        if (!pressed) {
            return;
        }
        quietTicks = 0;
        duration = Math.max(duration, TelephoneEvent.duration(buffer, offset));
        if (TelephoneEvent.end(buffer, offset)) {
            release(listener);
        }
    }

    private void begin(int now, int key, Listener listener) {
        boolean segment = pressed && key == event && now == timestamp + TelephoneEvent.LONGEST;
        if (segment) {
            before += TelephoneEvent.LONGEST;
        } else {
            if (pressed) {
                release(listener);
            }
            before = 0;
        }
        any = true;
        pressed = true;
        timestamp = now;
        event = key;
        duration = 0;
    }

    /** Another 20 ms have gone by. */
    public void tick(Listener listener) {
        if (pressed && ++quietTicks >= PATIENCE) {
            release(listener);
        }
    }

    /** Forgets the timestamps, as a new source begins with others. */
    public void reset(Listener listener) {
        if (pressed) {
            release(listener);
        }
        any = false;
    }

    private void release(Listener listener) {
        pressed = false;
        listener.digit(TelephoneEvent.digit(event), before + duration);
    }
}
