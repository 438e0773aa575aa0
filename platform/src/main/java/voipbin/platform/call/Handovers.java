package voipbin.platform.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Action;
import voipbin.sip.Phrases;
import voipbin.sip.ReferRequest;
import voipbin.sip.message.DialogReference;

/**
 * What becomes of a wish to hand on whom one talks with: a phone's (RFC 3515, RFC 5589), or a customer's (calls §3).
 */
final class Handovers {

    private static final Logger LOG = LoggerFactory.getLogger(Handovers.class);

    private final Calls calls;
    private final CompletableFuture<TransferRules> rules = new CompletableFuture<>();

    /** Who asks for what, and whom they talk with where. */
    private record Wish(LiveCall referrer, LiveCall kept, Conversation conversation, ReferRequest refer) {

        Handover.Parties parties() {
            return new Handover.Parties(conversation, referrer, kept);
        }
    }

    Handovers(Calls calls) {
        this.calls = calls;
    }

    void by(TransferRules those) {
        rules.complete(those);
    }

    /** Returns at once. */
    void asked(LiveCall referrer, ReferRequest refer) {
        Thread.ofVirtual().name("transfer-" + referrer.id()).start(() -> {
            try {
                transfer(referrer, refer);
            } catch (RuntimeException bug) {
                LOG.error("transfer of call {} failed", referrer.id(), bug);
                refer.refuse(500, Phrases.of(500));
            }
        });
    }

    private void transfer(LiveCall referrer, ReferRequest refer) {
        Optional<Conversation> conversation = calls.conversation(referrer);
        Optional<LiveCall> kept = conversation.flatMap(found -> found.partner(referrer.id()));
        TransferRules those = rules.getNow(TransferRules.NONE);
        if (kept.isEmpty() || !those.mayTransfer(referrer.row())) {
            refuse(refer, 603);
            return;
        }
        Optional<DialogReference> replaces = refer.replaces();
        if (replaces.isPresent()) {
            attended(new Wish(referrer, kept.get(), conversation.get(), refer), replaces.get());
            return;
        }
        Optional<Address> target =
                those.destination(referrer.row(), refer.referTo().uri());
        if (target.isEmpty()) {
            refuse(refer, 404);
        } else {
            blind(
                    new Wish(referrer, kept.get(), conversation.get(), refer),
                    those.shown(kept.get().row()),
                    target.get());
        }
    }

    private void blind(Wish wish, Address source, Address target) {
        Handover handover = new BlindHandover(wish.parties(), new ReferReport(wish.refer()), calls);
        if (!handover.begins()) {
            refuse(wish.refer(), 603);
            return;
        }
        wish.refer().accept();
        calls.free(wish.referrer(), wish.kept());
        Dialer.Order order = order(wish.parties(), wish.kept().id(), source, List.of(target));
        Dialer.Dialled dialled = dial(order, handover);
        handover.dialled(dialled.calls(), dialled.otherwise());
    }

    private Dialer.Dialled dial(Dialer.Order order, Handover handover) {
        try {
            return calls.dialer().dial(order, handover);
        } catch (Problem refused) {
            return new Dialer.Dialled(List.of(), Optional.empty(), false, Cause.REJECTED);
        }
    }

    /** Each target joins the conversation once it has answered. */
    private static Dialer.Order order(
            Handover.Parties parties, Id<Call> master, Address source, List<Address> targets) {
        Action join = Action.of(
                "confbridge_join",
                Map.of("confbridge_id", parties.conversation().id().toString()));
        return new Dialer.Order(
                parties.kept().customer(),
                master,
                source,
                targets,
                List.of(join, Action.of("hangup", Map.of())),
                false,
                "auto");
    }

    /**
     * As the customer wants it. Blocks while the targets' legs are stored.
     *
     * @throws Problem 409 unless the call talks with somebody and is not handing on already; what dialling throws
     */
    HandoverRequest.Begun begin(Id<Call> transferer, HandoverRequest request) {
        LiveCall by = calls.find(transferer).orElseThrow(() -> conflict("it is over"));
        Conversation conversation = calls.conversation(by).orElseThrow(() -> conflict("it is connected with nobody"));
        LiveCall kept = conversation
                .partner(transferer)
                .filter(_ -> by.isAnswered())
                .orElseThrow(() -> conflict("it is connected with nobody"));
        Handover.Parties parties = new Handover.Parties(conversation, by, kept);
        return request.attended() ? attended(parties, request) : blind(parties, request);
    }

    private HandoverRequest.Begun blind(Handover.Parties parties, HandoverRequest request) {
        Handover handover = new BlindHandover(parties, request.completed()::accept, calls);
        HandoverRequest.Begun begun = begin(parties, request, handover);
        calls.free(parties.transferer(), parties.kept());
        parties.transferer().askHangup();
        return begun;
    }

    private HandoverRequest.Begun attended(Handover.Parties parties, HandoverRequest request) {
        return begin(parties, request, new AttendedHandover(parties, request.completed()::accept, calls));
    }

    private HandoverRequest.Begun begin(Handover.Parties parties, HandoverRequest request, Handover handover) {
        if (!handover.begins()) {
            throw conflict("it is being transferred already");
        }
        LiveCall by = parties.transferer();
        Id<Call> master = parties.kept().isMasterOf(by.id()) ? parties.kept().id() : Id.nil();
        handover.prepare();
        try {
            Dialer.Group group =
                    calls.dialer().group(order(parties, master, by.row().source(), request.targets()), handover);
            handover.dialled(group.calls(), Cause.FAILURE);
            return new HandoverRequest.Begun(parties.conversation().id(), group.id());
        } catch (RuntimeException notDialled) {
            handover.fails(Cause.FAILURE);
            throw notDialled;
        }
    }

    private static Problem conflict(String why) {
        return Problem.conflict("STATE_INVALID", "The call cannot be transferred: " + why + ".");
    }

    /** NOTIFY. */
    private record ReferReport(ReferRequest refer) implements Handover.Listener {

        @Override
        public void rings() {
            refer.progress(180, Phrases.of(180));
        }

        @Override
        public void completed(Id<Call> transferee) {
            refer.finish(200, Phrases.of(200));
        }

        @Override
        public void failed(Cause why) {
            refer.finish(why.status(), Phrases.of(why.status()));
        }
    }

    /** The phone talks with both: they are brought together, and its two calls are hung up. */
    private void attended(Wish wish, DialogReference replaces) {
        LiveCall referrer = wish.referrer();
        Conversation here = wish.conversation();
        ReferRequest refer = wish.refer();
        Optional<LiveCall> second = calls.named(replaces)
                .filter(call -> call != referrer && call.customer().equals(referrer.customer()));
        Optional<Conversation> there = second.flatMap(calls::conversation).filter(found -> found != here);
        Optional<LiveCall> target = second.flatMap(call -> there.flatMap(found -> found.partner(call.id())));
        if (target.isEmpty() || !here.replace(referrer.id(), target.get().id())) {
            refuse(refer, 481);
            return;
        }
        refer.accept();
        calls.free(referrer, wish.kept());
        calls.free(second.get(), target.get());
        there.get().send(target.get(), here);
        refer.finish(200, Phrases.of(200));
        referrer.askHangup();
        second.get().askHangup();
    }

    private static void refuse(ReferRequest refer, int status) {
        refer.refuse(status, Phrases.of(status));
    }
}
