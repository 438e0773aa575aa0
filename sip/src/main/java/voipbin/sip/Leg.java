package voipbin.sip;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.sip.auth.Credentials;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.dialog.OfferAnswer;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.RAck;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ServerTransaction;
import voipbin.sip.transport.Hop;

/** What both ends of a call do within its dialog (RFC 3261, 12.2, 14 and 15). Lives on one shard. */
final class Leg implements InDialog {

    /** Whose leg it is. */
    interface Owner {

        CallListener listener();

        /** The call as its user knows it. */
        Call call();

        /** Whether it is we who called: the Call-ID is ours then. */
        boolean began();

        /** The dialog is over, not by {@link Leg#hangup}. */
        void ended(CallOutcome outcome, List<Reason> reasons);

        /** Nothing more will come in the dialog. */
        default void closed() {}

        /** Whether this PRACK is for a reliable provisional response of ours; may answer what waited for it. */
        default boolean acknowledges(RAck rack) {
            return false;
        }
    }

    private final Shard shard;
    private final Dialog dialog;
    private final Owner owner;
    private final Optional<Credentials> credentials;
    private final Reoffers reoffers;
    private final Proposals proposals;
    private final SessionWatch session;
    private final Refers refers;

    /** Read by others too: Replaces asks. */
    private volatile boolean early = true;

    private OfferAnswer talk;
    private boolean agreed;
    private byte[] localSdp = {};
    private boolean peerUpdates;
    private boolean over;

    /** @param talk what the INVITE has begun */
    Leg(Shard shard, Dialog dialog, Owner owner, Optional<Credentials> credentials, OfferAnswer talk) {
        this.shard = shard;
        this.dialog = dialog;
        this.owner = owner;
        this.credentials = credentials;
        this.talk = talk;
        this.reoffers = new Reoffers(this, shard);
        this.proposals = new Proposals(this, shard);
        this.session = new SessionWatch(this, shard.timers());
        this.refers = new Refers(this, shard);
        shard.join(dialog.id(), this);
    }

    @Override
    public void onRequest(ServerTransaction transaction) {
        Request request = transaction.request();
        if (over) {
            respond(transaction, 481, Phrases.of(481));
            return;
        }
        if (!dialog.inOrder(request)) {
            respond(transaction, 500, "Out Of Order");
            return;
        }
        switch (request.method().name()) {
            case "BYE" -> bye(transaction);
            case "INVITE", "UPDATE" -> {
                knows(request);
                reoffers.offered(transaction);
            }
            case "PRACK" -> prack(transaction);
            case "INFO" -> {
                respond(transaction, 200, "OK");
                tell(() -> owner.listener().onInfo(request));
            }
            case "OPTIONS" -> transaction.respond(Capabilities.answer(response(transaction, 200, "OK")));
            case "REFER" -> refers.asked(transaction);
            case "NOTIFY" -> refers.notified(transaction);
            default -> tell(() -> owner.listener().onRequest(new PendingRequest(shard, transaction)));
        }
    }

    private void bye(ServerTransaction transaction) {
        respond(transaction, 200, "OK");
        end(new CallOutcome.HungUp(CallOutcome.By.REMOTE), Reason.all(transaction.request()));
    }

    private void prack(ServerTransaction transaction) {
        Request request = transaction.request();
        if (RAck.of(request).filter(owner::acknowledges).isEmpty()) {
            respond(transaction, 481, Phrases.of(481));
        } else if (request.hasBody() && talk != OfferAnswer.LOCAL_OFFER) {
            reoffers.offered(transaction);
        } else {
            respond(transaction, 200, "OK");
            if (request.hasBody()) {
                happens(OfferAnswer.Event.RECEIVE_ANSWER);
                tell(() -> owner.listener().onPrack(request));
            }
        }
    }

    @Override
    public void onAck(Request ack) {
        reoffers.onAck(ack);
    }

    @Override
    public Standing standing() {
        return new Standing(owner.call(), owner.listener(), early, owner.began());
    }

    /** Answers the INVITE that the dialog began with, and repeats that until the ACK. */
    void answer(ServerTransaction invite, byte[] sdp, Consumer<Request> acknowledged) {
        knows(invite.request());
        reoffers.answer(invite, sdp, acknowledged);
        early = false;
    }

    /** The peer has answered our INVITE. */
    void confirmed(Response ok, Hop source) {
        early = false;
        knows(ok);
        dialog.confirm(ok, source);
    }

    /** Says BYE; while our 2xx is not acknowledged, only after the ACK or the end of waiting (15). */
    void hangup(Header... extra) {
        reoffers.whenAcknowledged(() -> {
            sendBye(extra);
            close();
        });
    }

    private void sendBye(Header... extra) {
        request(Method.BYE, List.of(extra), new byte[0], _ -> {});
    }

    /** Ends the dialog for a reason of its own: with a BYE, in case that the peer still knows it. */
    void fail(String why) {
        if (!over) {
            sendBye();
            end(new CallOutcome.Failed(why), List.of());
        }
    }

    private void end(CallOutcome outcome, List<Reason> reasons) {
        close();
        owner.ended(outcome, reasons);
    }

    /** Forgets the dialog. */
    void close() {
        if (!over) {
            over = true;
            shard.leave(dialog.id());
            session.stop();
            reoffers.stop();
            proposals.stop();
            refers.stop();
            owner.closed();
        }
    }

    /** Proposes a session, or with an empty {@code sdp} asks for one. */
    void reoffer(byte[] sdp, Consumer<ReofferOutcome> heard) {
        if (early && (!peerUpdates || sdp.length == 0)) {
            tell(() -> heard.accept(new ReofferOutcome.Impossible("not answered yet, and the peer knows no UPDATE")));
            return;
        }
        proposals.add(early ? Method.UPDATE : Method.INVITE, sdp, heard);
    }

    /** Keeps the session alive (RFC 4028, 7.4): by an empty UPDATE, or by the offer that is agreed already. */
    void refresh() {
        proposals.add(peerUpdates ? Method.UPDATE : Method.INVITE, peerUpdates ? new byte[0] : localSdp, _ -> {});
    }

    /** Sends a request other than INVITE and ACK. */
    void request(Method method, List<Header> extra, byte[] body, Consumer<RequestOutcome> heard) {
        CSeq cseq = dialog.nextCSeq(method);
        shard.outbound().way(dialog, shard, way -> {
            switch (way) {
                case Outbound.Way.Found(Hop hop) -> {
                    Headers headers = shard.sign(dialog.headers(cseq)
                                    .addFirst("Via", shard.outbound().via(hop)))
                            .addAll(extra)
                            .build();
                    new Exchange(shard, hop, credentials, () -> dialog.nextCSeq(method), outcome -> {
                                heard.accept(outcome);
                                Loss.of(method, outcome).ifPresent(this::fail);
                            })
                            .send(Request.of(method, dialog.requestUri(), headers, body));
                }
                case Outbound.Way.Nowhere(String why) -> tell(() -> heard.accept(new RequestOutcome.Unreachable(why)));
            }
        });
    }

    /** Notes from a message what the peer can do. */
    void knows(voipbin.sip.message.Message message) {
        if (message.header("Allow").isPresent()) {
            peerUpdates = message.words("Allow").contains("UPDATE");
        }
    }

    OfferAnswer talk() {
        return talk;
    }

    void happens(OfferAnswer.Event event) {
        talk = talk.after(event, agreed);
        agreed |= talk == OfferAnswer.STABLE;
    }

    /** Notes our side of the session: a refresh by re-INVITE offers it again. */
    void says(byte[] sdp) {
        localSdp = sdp;
    }

    Shard shard() {
        return shard;
    }

    Dialog dialog() {
        return dialog;
    }

    Owner owner() {
        return owner;
    }

    Optional<Credentials> credentials() {
        return credentials;
    }

    Proposals proposals() {
        return proposals;
    }

    Reoffers reoffers() {
        return reoffers;
    }

    SessionWatch session() {
        return session;
    }

    Refers refers() {
        return refers;
    }

    boolean early() {
        return early;
    }

    boolean over() {
        return over;
    }

    void tell(Runnable callback) {
        shard.tell(dialog.id().callId(), callback);
    }

    Response response(ServerTransaction transaction, int status, String phrase) {
        return shard.responses()
                .to(transaction.request(), status, phrase, dialog.id().localTag());
    }

    void respond(ServerTransaction transaction, int status, String phrase) {
        transaction.respond(response(transaction, status, phrase));
    }
}
