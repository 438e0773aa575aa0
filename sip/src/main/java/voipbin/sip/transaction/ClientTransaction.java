package voipbin.sip.transaction;

import java.time.Duration;
import java.util.Optional;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Headers;
import voipbin.sip.message.MessageWriter;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transport.Hop;

/** A request of ours until it is answered (RFC 3261, 17.1). */
public final class ClientTransaction extends Transaction {

    private final Transactions owner;
    private final String key;
    private ClientListener listener;
    private byte[] octets;

    /** The way over UDP that a large request is kept from, for when nobody takes it over TCP (RFC 3261, 18.1.1). */
    private Optional<Hop> datagrams = Optional.empty();

    private Optional<Response> last = Optional.empty();
    private Hop lastSource;
    private String why = "";

    ClientTransaction(Transactions owner, String key, Request request, Hop hop, ClientListener listener) {
        super(request.is(Method.INVITE) ? Machine.CLIENT_INVITE : Machine.CLIENT_NON_INVITE, owner, request, hop);
        this.owner = owner;
        this.key = key;
        this.listener = listener;
        this.octets = MessageWriter.write(request);
        this.lastSource = hop;
        owner.largeRequests().way(hop, octets.length).ifPresent(stream -> {
            datagrams = Optional.of(hop);
            turn(stream);
        });
    }

    private void turn(Hop other) {
        hop = other;
        lastSource = other;
        request = request.withTop(request.via()
                .over(other.transport().name(), other.transport().address().getPort()));
        octets = MessageWriter.write(request);
    }

    public Request request() {
        return request;
    }

    public Hop hop() {
        return hop;
    }

    /** From now on another hears what comes of it. */
    public void leaveTo(ClientListener other) {
        listener = other;
    }

    /** Ends at once without a word to the listener: for an INVITE whose CANCEL found no echo (RFC 3261, 9.1). */
    public void abandon() {
        end();
    }

    /** The CANCEL for this INVITE (RFC 3261, 9.1): same branch, no Require, no credentials needed. */
    public Request cancel() {
        return sibling(Method.CANCEL, request.headers().first("To").orElseThrow());
    }

    void receive(Response response, Hop source) {
        last = Optional.of(response);
        lastSource = source;
        feed(Event.of(response.status()));
        if (!request.is(Method.INVITE)) {
            if (!response.isProvisional()) {
                forgetMessages();
                release();
            }
        } else if (response.isSuccess()) {
            forgetMessages();
        }
    }

    /**
     * It is not sent again, nor is what came looked at again: for the 32 s in which forks may answer (RFC 6026, 7.2).
     */
    private void forgetMessages() {
        last = Optional.empty();
        octets = new byte[0];
        datagrams = Optional.empty();
    }

    /**
     * For the five seconds in which repetitions are absorbed nothing is kept: whoever asked may hold all of a call. An
     * INVITE must acknowledge what is repeated.
     */
    private void release() {
        listener = ClientListener.NONE;
        request = request.bare();
    }

    @Override
    void act(Effect.Act act) {
        switch (act) {
            case SEND -> send(octets);
            case ACKNOWLEDGE -> send(MessageWriter.write(acknowledgement()));
            case TELL -> listener.onResponse(last.orElseThrow(), lastSource);
            case TELL_TIMEOUT -> listener.onTimeout();
            case TELL_UNREACHABLE -> listener.onUnreachable(why);
        }
    }

    /** RFC 3261, 17.1.1.3: the response's To, the request's single Via and its routes. */
    private Request acknowledgement() {
        return sibling(Method.ACK, last.orElseThrow().headers().first("To").orElseThrow());
    }

    private Request sibling(Method method, String to) {
        Headers.Builder headers = Headers.builder().add("Via", request.via()).add("Max-Forwards", 70);
        request.headers().values("Route").forEach(route -> headers.add("Route", route));
        headers.add("From", request.headers().first("From").orElseThrow())
                .add("To", to)
                .add("Call-ID", request.callId())
                .add("CSeq", new CSeq(request.cseq().number(), method));
        return Request.of(method, request.uri(), headers.build());
    }

    @Override
    void unreachable(String reason) {
        if (datagrams.isEmpty()) {
            why = reason;
            feed(Event.UNREACHABLE);
            return;
        }
        owner.largeRequests().refused(hop);
        Hop udp = datagrams.get();
        datagrams = Optional.empty();
        // not at once: this may be told in the middle of sending
        owner.timers().after(Duration.ZERO, () -> {
            if (state() != State.TERMINATED) {
                turn(udp);
                beginAgain();
            }
        });
    }

    String key() {
        return key;
    }

    @Override
    void forget() {
        owner.forget(this);
    }
}
