package voipbin.platform.call;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.platform.address.Address;
import voipbin.sip.Phrases;
import voipbin.sip.ReferRequest;
import voipbin.sip.message.DialogReference;

/** What becomes of a phone's wish to hand on whom it talks with (RFC 3515, RFC 5589). */
final class Transfers {

    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

    private final Calls calls;
    private final CompletableFuture<TransferRules> rules = new CompletableFuture<>();

    /** Who asks for what, and whom they talk with where. */
    private record Wish(LiveCall referrer, LiveCall kept, Conversation conversation, ReferRequest refer) {}

    Transfers(Calls calls) {
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
            new Transfer(conversation.get(), referrer, kept.get(), refer, calls)
                    .begin(those.shown(kept.get().row()), target.get());
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
