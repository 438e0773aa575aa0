package voipbin.sip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.base.Timers;
import voipbin.sip.dialog.OfferAnswer;
import voipbin.sip.message.Method;

/** Our own re-INVITEs and UPDATEs of one dialog, one after the other. On the shard. */
final class Proposals {

    private record Wish(Method method, byte[] sdp, Consumer<ReofferOutcome> heard) {}

    private final Leg leg;
    private final Shard shard;
    private final Deque<Wish> wishes = new ArrayDeque<>(0);
    private Optional<Proposal> running = Optional.empty();
    private Optional<Timers.Timer> pause = Optional.empty();

    Proposals(Leg leg, Shard shard) {
        this.leg = leg;
        this.shard = shard;
    }

    void add(Method method, byte[] sdp, Consumer<ReofferOutcome> heard) {
        if (leg.over()) {
            leg.tell(() -> heard.accept(new ReofferOutcome.Impossible("the call has ended")));
            return;
        }
        wishes.add(new Wish(method, sdp, heard));
        next();
    }

    /** Starts the next one if nothing is in its way. */
    void next() {
        OfferAnswer talk = leg.talk();
        boolean free = running.isEmpty()
                && pause.isEmpty()
                && leg.reoffers().quiet()
                && (talk == OfferAnswer.STABLE || (talk == OfferAnswer.NONE && !leg.early()));
        if (free && !wishes.isEmpty()) {
            Wish wish = wishes.remove();
            Proposal proposal = new Proposal(leg, shard, wish.method(), wish.sdp(), outcome -> {
                running = Optional.empty();
                leg.tell(() -> wish.heard().accept(outcome));
                next();
            });
            running = Optional.of(proposal);
            proposal.begin();
        }
    }

    /** RFC 3261, 14.1: who owns the Call-ID waits longer, so that the two do not collide again. */
    void again(Proposal proposal, boolean ownsCallId) {
        long tens =
                ownsCallId ? 210 + shard.tokens().below(191) : shard.tokens().below(201);
        pause = Optional.of(shard.timers().after(java.time.Duration.ofMillis(tens * 10), () -> {
            pause = Optional.empty();
            retry(proposal);
        }));
    }

    private void retry(Proposal proposal) {
        if (leg.reoffers().quiet()) {
            proposal.begin();
        } else {
            again(proposal, false);
        }
    }

    /** Whether a re-INVITE of ours waits for its answer. */
    boolean inviting() {
        return pause.isEmpty() && running.map(Proposal::inviting).orElse(false);
    }

    void stop() {
        pause.ifPresent(Timers.Timer::cancel);
        ReofferOutcome ended = new ReofferOutcome.Impossible("the call has ended");
        running.ifPresent(proposal -> proposal.abort(ended));
        Deque<Wish> left = new ArrayDeque<>(wishes);
        wishes.clear();
        left.forEach(wish -> leg.tell(() -> wish.heard().accept(ended)));
    }
}
