package voipbin.sip;

import java.util.List;
import java.util.Optional;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ServerTransaction;

/** A REFER that waits for the application's word, then the reports about it. */
final class PendingRefer implements ReferRequest {

    /** How long we say that reports may take. */
    static final int EXPIRES = 180;

    private enum Phase {
        ASKED,
        REPORTING,
        OVER
    }

    private final Leg leg;
    private final Shard shard;
    private final ServerTransaction transaction;
    private final Request refer;
    private final NameAddress referTo;
    private final String event;
    private final Runnable ended;
    private Phase phase = Phase.ASKED;

    /**
     * @param another whether it is not the dialog's first: then reports name it (RFC 3515, 2.4.6)
     * @param ended runs once when there is nothing more to say
     */
    PendingRefer(Leg leg, ServerTransaction transaction, NameAddress referTo, boolean another, Runnable ended) {
        this.leg = leg;
        this.shard = leg.shard();
        this.ended = ended;
        this.transaction = transaction;
        this.refer = transaction.request();
        this.referTo = referTo;
        this.event = another ? "refer;id=" + transaction.request().cseq().number() : "refer";
    }

    @Override
    public Request message() {
        return refer;
    }

    @Override
    public NameAddress referTo() {
        return referTo;
    }

    @Override
    public Optional<DialogReference> replaces() {
        return referTo.sip().flatMap(DialogReference::escaped);
    }

    @Override
    public void accept() {
        shard.execute(() -> {
            if (phase != Phase.ASKED) {
                return;
            }
            boolean silent = message()
                    .header("Refer-Sub")
                    .filter(value -> value.strip().equalsIgnoreCase("false"))
                    .isPresent();
            Response accepted = leg.response(transaction, 202, "Accepted");
            transaction.respond(accepted.with(accepted.headers().toBuilder()
                    .add("Contact", shard.contact(leg.dialog().local(), transaction.hop()))
                    .add("Refer-Sub", !silent)
                    .build()));
            if (silent) {
                over();
                return;
            }
            phase = Phase.REPORTING;
            // RFC 3515, 2.4.4: a report at once
            report(new SipFragment(100, "Trying"), false);
        });
    }

    @Override
    public void refuse(int status, String phrase, Header... headers) {
        shard.execute(() -> {
            if (phase == Phase.ASKED) {
                Response plain = leg.response(transaction, status, phrase);
                transaction.respond(plain.with(
                        plain.headers().toBuilder().addAll(List.of(headers)).build()));
                over();
            }
        });
    }

    @Override
    public void progress(int status, String phrase) {
        shard.execute(() -> report(new SipFragment(status, phrase), false));
    }

    @Override
    public void finish(int status, String phrase) {
        shard.execute(() -> report(new SipFragment(status, phrase), true));
    }

    private void over() {
        if (phase != Phase.OVER) {
            phase = Phase.OVER;
            ended.run();
        }
    }

    private void report(SipFragment fragment, boolean last) {
        if (phase != Phase.REPORTING || leg.over()) {
            return;
        }
        List<Header> headers = List.of(
                new Header(
                        "Contact",
                        shard.contact(leg.dialog().local(), transaction.hop()).toString()),
                new Header("Event", event),
                new Header("Subscription-State", last ? "terminated;reason=noresource" : "active;expires=" + EXPIRES),
                new Header("Content-Type", "message/sipfrag;version=2.0"));
        leg.request(Method.NOTIFY, headers, fragment.octets(), outcome -> {
            if (outcome instanceof RequestOutcome.Answered(Response response) && response.status() >= 300) {
                // RFC 6665, 4.2.2: nobody is subscribed any more
                over();
            }
        });
        if (last) {
            over();
        }
    }
}
