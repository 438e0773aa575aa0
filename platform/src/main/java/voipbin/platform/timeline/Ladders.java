package voipbin.platform.timeline;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallIds;
import voipbin.sip.trace.Glance;
import voipbin.sip.trace.TracedMessage;
import voipbin.sip.transport.SipTrace;

/**
 * Collects the SIP messages of calls as they pass the wire; {@link LadderWriter} writes them a little later. Memory is
 * bounded: what would not fit is dropped and counted ({@code timeline.sip_messages.dropped}), never waited for.
 */
final class Ladders implements SipTrace, CallIds {

    private static final long MOST_OCTETS = 32L << 20;
    private static final int MOST_STRANGERS = 10_000;
    private static final int MOST_DIALOGUES = 500_000;
    private static final Dialogue.Keeping KEEPING =
            new Dialogue.Keeping(Duration.ofSeconds(40), Duration.ofSeconds(35), Duration.ofHours(3));
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What begins or happens within the dialog of a call; the rest is another's business. */
    private static final Set<String> OF_CALLS =
            Set.of("INVITE", "ACK", "BYE", "CANCEL", "PRACK", "UPDATE", "INFO", "REFER", "NOTIFY");

    private final InstantSource clock;
    private final ConcurrentMap<String, Dialogue> dialogues = new ConcurrentHashMap<>();

    /** Those that belong to no call, the oldest first: a flood of INVITEs drives out its own. */
    private final Queue<Dialogue> strangers = new ConcurrentLinkedQueue<>();

    private final AtomicInteger strangerCount = new AtomicInteger();
    private final Queue<Dialogue> toWrite = new ConcurrentLinkedQueue<>();
    private final AtomicLong octets = new AtomicLong();
    private final LongAdder kept;
    private final LongAdder dropped;

    Ladders(InstantSource clock, Counters counters) {
        this.clock = clock;
        this.kept = counters.counter("timeline.sip_messages.kept");
        this.dropped = counters.counter("timeline.sip_messages.dropped");
        counters.gauge("timeline.dialogs", dialogues::size);
        counters.gauge("timeline.octets_waiting", octets::get);
    }

    @Override
    public void received(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {
        passed(message, from, to, at);
    }

    @Override
    public void sent(byte[] message, InetSocketAddress from, InetSocketAddress to, Instant at) {
        passed(message, from, to, at);
    }

    private void passed(byte[] octets, InetSocketAddress from, InetSocketAddress to, Instant at) {
        Optional<Glance> seen = Glance.at(octets);
        if (seen.isEmpty() || !OF_CALLS.contains(seen.get().method())) {
            return;
        }
        Glance glance = seen.get();
        Dialogue dialogue = dialogues.get(glance.callId());
        if (dialogue == null && glance.method().equals("INVITE") && glance.status() == 0) {
            dialogue = begin(glance.callId(), at);
        }
        if (dialogue != null) {
            keep(dialogue, new TracedMessage(at, glance.transport(), from, to, octets), glance);
        }
    }

    private Dialogue begin(String callId, Instant at) {
        Dialogue fresh = new Dialogue(callId, at);
        Dialogue known = dialogues.putIfAbsent(callId, fresh);
        if (known != null) {
            return known;
        }
        strangers.add(fresh);
        if (strangerCount.incrementAndGet() > MOST_STRANGERS) {
            Dialogue oldest = strangers.poll();
            if (oldest != null) {
                strangerCount.decrementAndGet();
                forgetStranger(oldest);
            }
        }
        return fresh;
    }

    private void keep(Dialogue dialogue, TracedMessage message, Glance glance) {
        int size = message.octets().length;
        if (octets.get() + size > MOST_OCTETS || !dialogue.add(message, glance)) {
            dropped.increment();
            return;
        }
        octets.addAndGet(size);
        kept.increment();
        enqueue(dialogue);
    }

    private void enqueue(Dialogue dialogue) {
        if (dialogue.joinsQueue()) {
            toWrite.add(dialogue);
        }
    }

    @Override
    public void belongs(String sipCallId, Id<Call> call) {
        if (dialogues.size() > MOST_DIALOGUES) {
            dropped.increment();
            return;
        }
        Dialogue dialogue = dialogues.computeIfAbsent(sipCallId, id -> new Dialogue(id, clock.instant()));
        dialogue.belongsTo(call);
        enqueue(dialogue);
    }

    /** What is to be written: all there is, or only what has waited long enough. Its octets are free again. */
    List<Rung> take(boolean all) {
        Instant now = clock.instant();
        List<Rung> taken = new ArrayList<>();
        for (int left = toWrite.size(); left > 0; left--) {
            Dialogue dialogue = toWrite.poll();
            if (dialogue == null) {
                break;
            }
            if (!all && !dialogue.isDue(now, PATIENCE)) {
                toWrite.add(dialogue);
                continue;
            }
            List<TracedMessage> messages = dialogue.take();
            messages.forEach(message -> octets.addAndGet(-message.octets().length));
            dialogue.call().ifPresent(call -> taken.add(new Rung(call, dialogue.callId(), messages)));
        }
        return taken;
    }

    /** Lets go of dialogs of which nothing more will come. */
    void sweep() {
        Instant now = clock.instant();
        for (Dialogue oldest = strangers.peek();
                oldest != null && (oldest.call().isPresent() || oldest.isForgotten(now, KEEPING));
                oldest = strangers.peek()) {
            if (strangers.remove(oldest)) {
                strangerCount.decrementAndGet();
                forgetStranger(oldest);
            }
        }
        dialogues.values().removeIf(dialogue -> dialogue.call().isPresent() && dialogue.isForgotten(now, KEEPING));
    }

    private void forgetStranger(Dialogue stranger) {
        if (stranger.call().isEmpty() && dialogues.remove(stranger.callId(), stranger)) {
            stranger.take().forEach(message -> octets.addAndGet(-message.octets().length));
        }
    }

    /** Some messages of one dialog of a call, to be written together. */
    record Rung(Id<Call> call, String sipCallId, List<TracedMessage> messages) {}
}
