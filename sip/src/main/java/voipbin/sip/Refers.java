package voipbin.sip;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ServerTransaction;

/** REFER within a dialog, both ways, with its implicit subscription (RFC 3515; RFC 4488). On the shard. */
final class Refers {

    private final Leg leg;
    private final Shard shard;

    /** Of ours, who waits for reports, by the REFER's CSeq number: the subscription's id (RFC 3515, 2.4.6). */
    private final Map<Long, Consumer<ReferProgress>> ours = new HashMap<>(0);

    private boolean asked;

    Refers(Leg leg, Shard shard) {
        this.leg = leg;
        this.shard = shard;
    }

    void send(NameAddress referTo, List<Header> extra, Consumer<ReferProgress> heard) {
        if (leg.over()) {
            leg.tell(() -> heard.accept(new ReferProgress.Lost("the call has ended")));
            return;
        }
        List<Header> headers = new java.util.ArrayList<>(extra);
        headers.add(new Header("Refer-To", referTo.toString()));
        // an early NOTIFY may overtake the 202 (RFC 3515, 2.4.4)
        long id = leg.dialog().lastCSeq() + 1;
        ours.put(id, heard);
        leg.request(Method.REFER, headers, new byte[0], outcome -> answered(id, outcome));
    }

    private void answered(long id, RequestOutcome outcome) {
        Consumer<ReferProgress> heard = ours.get(id);
        if (heard == null) {
            return;
        }
        ReferProgress progress = switch (outcome) {
            case RequestOutcome.Answered(Response response) -> answered(response);
            case RequestOutcome.TimedOut() -> new ReferProgress.Lost("the peer is silent");
            case RequestOutcome.Unreachable(String why) -> new ReferProgress.Lost(why);
        };
        tell(id, heard, progress);
    }

    private static ReferProgress answered(Response response) {
        boolean silent = response.header("Refer-Sub")
                .filter(value -> value.strip().toLowerCase(Locale.ROOT).startsWith("false"))
                .isPresent();
        return response.isSuccess()
                ? new ReferProgress.Accepted(!silent)
                : new ReferProgress.Refused(response.status(), response.phrase());
    }

    private void tell(long id, Consumer<ReferProgress> heard, ReferProgress progress) {
        if (progress.last()) {
            ours.remove(id);
        }
        leg.tell(() -> heard.accept(progress));
    }

    /** A NOTIFY of the peer's. */
    void notified(ServerTransaction transaction) {
        Request notify = transaction.request();
        String event = notify.header("Event").orElse("");
        if (!word(event).equals("refer")) {
            Response bad = leg.response(transaction, 489, "Bad Event");
            transaction.respond(bad.with(
                    bad.headers().toBuilder().add("Allow-Events", "refer").build()));
            return;
        }
        Optional<Long> id = subscription(event);
        Optional<SipFragment> fragment = SipFragment.read(notify.body());
        if (id.isEmpty()) {
            leg.respond(transaction, 481, "Subscription Does Not Exist");
        } else if (fragment.isEmpty()) {
            leg.respond(transaction, 400, "No Status In The Body");
        } else {
            leg.respond(transaction, 200, "OK");
            boolean over = word(notify.header("Subscription-State").orElse("")).equals("terminated");
            SipFragment status = fragment.get();
            Consumer<ReferProgress> heard = ours.get(id.get());
            if (heard != null) {
                tell(id.get(), heard, new ReferProgress.Notified(status.status(), status.phrase(), over));
            }
        }
    }

    private Optional<Long> subscription(String event) {
        int at = event.indexOf("id=");
        if (at >= 0) {
            return ours.keySet().stream()
                    .filter(id -> event.substring(at + 3).strip().equals(Long.toString(id)))
                    .findFirst();
        }
        return ours.size() == 1 ? ours.keySet().stream().findFirst() : Optional.empty();
    }

    private static String word(String value) {
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** A REFER of the peer's. */
    void asked(ServerTransaction transaction) {
        Request refer = transaction.request();
        List<String> targets = refer.headers().values("Refer-To");
        Optional<NameAddress> target = targets.size() == 1 ? NameAddress.parse(targets.getFirst()) : Optional.empty();
        if (target.isEmpty()) {
            // RFC 3515, 2.4.2: exactly one
            leg.respond(transaction, 400, "One Refer-To Is Needed");
            return;
        }
        PendingRefer pending = new PendingRefer(leg, transaction, target.get(), asked, () -> {});
        asked = true;
        leg.tell(() -> leg.owner().listener().onRefer(pending));
    }

    void stop() {
        List<Consumer<ReferProgress>> left = List.copyOf(ours.values());
        ours.clear();
        left.forEach(heard -> leg.tell(() -> heard.accept(new ReferProgress.Lost("the call has ended"))));
    }
}
