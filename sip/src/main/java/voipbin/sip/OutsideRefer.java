package voipbin.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import voipbin.base.Timers;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.dialog.DialogId;
import voipbin.sip.dialog.OfferAnswer;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Request;
import voipbin.sip.transaction.ServerTransaction;

/**
 * A REFER outside the dialog that it is about, which it names (RFC 4538): who knows the tags of a dialog is in it, and
 * may ask what it may ask there. The reports about it have a dialog of their own (RFC 3515, 2.4.4), whose owner this
 * is. On the shard of the REFER.
 */
final class OutsideRefer implements Leg.Owner {

    private final Call about;

    private OutsideRefer(Call about) {
        this.about = about;
    }

    /** Whether it is such a one and taken care of; a dialog that is not there authorises nothing. */
    static boolean taken(ServerTransaction transaction, Shard shard) {
        Request request = transaction.request();
        if (!request.is(Method.REFER)) {
            return false;
        }
        Optional<InDialog.Standing> about = DialogReference.target(request)
                .flatMap(named -> shard.dialog(new DialogId(named.callId(), named.localTag(), named.remoteTag())))
                .map(InDialog::standing);
        about.ifPresent(dialog -> take(transaction, shard, dialog));
        return about.isPresent();
    }

    private static void take(ServerTransaction transaction, Shard shard, InDialog.Standing about) {
        Request refer = transaction.request();
        String tag = shard.tokens().next();
        List<String> targets = refer.headers().values("Refer-To");
        Optional<NameAddress> target = targets.size() == 1 ? NameAddress.parse(targets.getFirst()) : Optional.empty();
        if (target.isEmpty() || refer.contacts().isEmpty()) {
            String why = target.isEmpty() ? "One Refer-To Is Needed" : "No Contact";
            transaction.respond(shard.responses().to(refer, 400, why, tag));
            return;
        }
        Dialog dialog = Dialog.ofServer(refer, tag, transaction.hop());
        Leg leg = new Leg(shard, dialog, new OutsideRefer(about.call()), Optional.empty(), OfferAnswer.NONE);
        // the subscription ends when we have said that it does, whether or not the application has said how it went
        Timers.Timer expiry = shard.timers().after(Duration.ofSeconds(PendingRefer.EXPIRES), leg::close);
        Runnable ended = () -> {
            expiry.cancel();
            leg.close();
        };
        PendingRefer pending = new PendingRefer(leg, transaction, target.get(), false, ended);
        shard.tell(refer.callId(), () -> about.listener().onRefer(pending));
    }

    @Override
    public CallListener listener() {
        return CallListener.NOBODY;
    }

    @Override
    public Call call() {
        return about;
    }

    @Override
    public boolean began() {
        return false;
    }

    @Override
    public void ended(CallOutcome outcome, List<Reason> reasons) {
        // a subscription's end ends no call
    }
}
