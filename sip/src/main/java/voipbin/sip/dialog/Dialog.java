package voipbin.sip.dialog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Message;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;
import voipbin.sip.message.Uri;
import voipbin.sip.transport.Hop;

/** What both ends remember of their relation (RFC 3261, 12). Lives on one shard: not thread-safe. */
public final class Dialog {

    private final DialogId id;
    private final NameAddress local;
    private final NameAddress remote;
    private final List<NameAddress> routes;
    private long localCSeq;
    private OptionalLong remoteCSeq;
    private Uri remoteTarget;
    private Hop peer;

    private Dialog(Ends ends, List<NameAddress> routes, OptionalLong remoteCSeq, Message target, Hop peer) {
        this.id = ends.id();
        this.local = ends.local();
        this.remote = ends.remote();
        this.localCSeq = ends.localCSeq();
        this.routes = routes;
        this.remoteCSeq = remoteCSeq;
        this.remoteTarget = ends.remote().uri();
        this.peer = peer;
        refreshTarget(target, peer);
    }

    private record Ends(DialogId id, NameAddress local, NameAddress remote, long localCSeq) {}

    /** Of the caller, by a response with a To tag (12.1.2). */
    public static Dialog ofClient(Request invite, Response response, Hop source) {
        NameAddress local = invite.from();
        NameAddress remote = response.to();
        DialogId id = new DialogId(
                invite.callId(), local.tag().orElse(""), remote.tag().orElse(""));
        return new Dialog(
                new Ends(id, local, remote, invite.cseq().number()),
                response.recordRoutes().reversed(),
                OptionalLong.empty(),
                response,
                source);
    }

    /** Of the callee, by the INVITE and the tag that its responses carry (12.1.1). */
    public static Dialog ofServer(Request invite, String localTag, Hop source) {
        NameAddress local = invite.to().withTag(localTag);
        NameAddress remote = invite.from();
        DialogId id = new DialogId(invite.callId(), localTag, remote.tag().orElse(""));
        return new Dialog(
                new Ends(id, local, remote, 0),
                invite.recordRoutes(),
                OptionalLong.of(invite.cseq().number()),
                invite,
                source);
    }

    public DialogId id() {
        return id;
    }

    /** Our address with our tag: From of our requests. */
    public NameAddress local() {
        return local;
    }

    /** Takes the peer's number if it is higher than all before; a lower one is out of order (12.2.2). */
    public boolean inOrder(Request request) {
        long number = request.cseq().number();
        if (remoteCSeq.isPresent() && number <= remoteCSeq.getAsLong()) {
            return false;
        }
        remoteCSeq = OptionalLong.of(number);
        return true;
    }

    /** Takes the Contact of a target refresh (INVITE, UPDATE, or their 2xx), if there is one (12.2). */
    public void refreshTarget(Message message, Hop source) {
        peer = source;
        List<NameAddress> contacts = message.contacts();
        if (!contacts.isEmpty()) {
            remoteTarget = contacts.getFirst().uri();
        }
    }

    /** The CSeq of our next request. */
    public CSeq nextCSeq(Method method) {
        localCSeq++;
        return new CSeq(localCSeq, method);
    }

    /** The Request-URI: the peer's, or a strict router's (12.2.1.1). */
    public Uri requestUri() {
        return routes.isEmpty() || firstIsLoose()
                ? remoteTarget
                : routes.getFirst().uri();
    }

    /** From, To, Call-ID, CSeq, Route and Max-Forwards of a request of ours. */
    public Headers.Builder headers(CSeq cseq) {
        Headers.Builder headers = Headers.builder().add("Max-Forwards", 70);
        List<NameAddress> route = routes;
        if (!routes.isEmpty() && !firstIsLoose()) {
            route = routes.subList(1, routes.size());
        }
        route.forEach(one -> headers.add("Route", one));
        if (route != routes) {
            headers.add("Route", NameAddress.of(remoteTarget));
        }
        return headers.add("From", local)
                .add("To", remote)
                .add("Call-ID", id.callId())
                .add("CSeq", cseq);
    }

    /** Whose address our requests go to: the first route's, or the peer's. */
    public Optional<SipUri> nextHop() {
        Uri next = routes.isEmpty() ? remoteTarget : routes.getFirst().uri();
        return next instanceof SipUri sip ? Optional.of(sip) : Optional.empty();
    }

    /**
     * Where the peer is heard from, if it must be reached there: its Contact is no use across a NAT, or it holds a
     * connection to us, and no proxy stands between us that would know better.
     */
    public Optional<Hop> heardFrom() {
        boolean hidden = routes.isEmpty()
                ? Nat.hides(remoteTarget, peer.address()) || connected()
                : routes.getFirst().sip().isEmpty();
        return hidden ? Optional.of(peer) : Optional.empty();
    }

    /** By a connection that stands: phones seldom listen, and browsers never do (RFC 7118, 5.5). */
    private boolean connected() {
        return peer.transport().flow(peer.address()).isPresent()
                && remoteTarget instanceof SipUri contact
                && (contact.host().endsWith(".invalid")
                        || contact.literalHost()
                                .filter(peer.address().getAddress()::equals)
                                .isPresent());
    }

    private boolean firstIsLoose() {
        return routes.getFirst().sip().map(uri -> uri.parameters().has("lr")).orElse(false);
    }
}
