package voipbin.sip;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import voipbin.base.Counters;
import voipbin.sip.dialog.DialogId;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Hosts;
import voipbin.sip.message.Message;
import voipbin.sip.message.MessageParser;
import voipbin.sip.message.MessageWriter;
import voipbin.sip.message.Method;
import voipbin.sip.message.Parsed;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.Via;
import voipbin.sip.transaction.ServerTransaction;
import voipbin.sip.transport.Hop;

/** What happens to a datagram: read, checked, and handed to its transaction, its dialog or the application. */
final class Inbound {

    private final Shard shard;
    private final SipApplication application;
    private final Conduct conduct;
    private final PrivateHeaders privateHeaders;
    private final Tally tally;
    private final LongAdder received;
    private final LongAdder malformed;
    private final LongAdder stray;
    private final LongAdder turnedAway;
    private final Congestion congestion;
    private final Refusals refusals;

    /** Whom it hands requests to, where it counts, who hears how peers behave, and what they may not send. */
    record Works(SipApplication application, Counters counters, Conduct conduct, PrivateHeaders privateHeaders) {}

    Inbound(Shard shard, Works works) {
        this(shard, works, new Congestion(Overload.NEVER, () -> 0));
    }

    Inbound(Shard shard, Works works, Congestion congestion) {
        this.shard = shard;
        this.application = works.application();
        this.conduct = works.conduct();
        this.privateHeaders = works.privateHeaders();
        Counters counters = works.counters();
        this.tally = new Tally(counters);
        this.received = counters.counter("sip.messages.received");
        this.malformed = counters.counter("sip.messages.malformed");
        this.congestion = congestion;
        this.refusals = congestion.refusals();
        this.turnedAway = counters.counter("sip.requests.turned_away");
        this.stray = counters.counter("sip.messages.stray");
    }

    /** On the shard. */
    void receive(byte[] datagram, Hop source) {
        switch (MessageParser.parse(datagram)) {
            case Parsed.Good(Message message) -> {
                received.increment();
                switch (message) {
                    case Request request -> {
                        if (!conduct.isScan(request, source)) {
                            Request ours = request.with(privateHeaders.without(request.headers()));
                            receive(marked(Bodies.unpacked(ours), source), source);
                        }
                    }
                    case Response response ->
                        receive(Bodies.unpacked(response.with(privateHeaders.without(response.headers()))), source);
                }
            }
            case Parsed.Bad bad -> {
                malformed.increment();
                conduct.malformed(source);
                refuse(bad, source);
            }
            case Parsed.Garbage _ -> {
                malformed.increment();
                conduct.malformed(source);
            }
            case Parsed.KeepAlive _ -> {}
        }
    }

    /** A message whose end cannot be known: refused, and then its connection ends. On the shard. */
    void broken(byte[] head, int status, String why, Hop source) {
        malformed.increment();
        conduct.malformed(source);
        if (MessageParser.refusal(head, status, why) instanceof Parsed.Bad bad) {
            refuse(bad, source);
        }
    }

    /** Statelessly: who cannot write a request cannot be trusted to keep a transaction either. */
    private void refuse(Parsed.Bad bad, Hop source) {
        Headers.Builder headers = Headers.builder();
        for (Header header : bad.headers()) {
            boolean untagged = header.is("To") && !header.value().contains("tag=");
            headers.add(
                    header.name(),
                    untagged ? header.value() + ";tag=" + shard.tokens().next() : header.value());
        }
        source.send(MessageWriter.write(Response.of(bad.status(), bad.why(), headers.build())), _ -> {});
    }

    /** Notes in the topmost Via where the request really came from (RFC 3261, 18.2.1; RFC 3581, 4). */
    private static Request marked(Request request, Hop source) {
        Via via = request.via();
        String address = Hosts.text(source.address().getAddress());
        boolean rport = via.parameters().has("rport");
        if (!rport && via.host().equals(address)) {
            return request;
        }
        Via seen = via.with("received", address.startsWith("[") ? address.substring(1, address.length() - 1) : address);
        if (rport) {
            seen = seen.with("rport", Integer.toString(source.address().getPort()));
        }
        return request.withTop(seen);
    }

    private void receive(Response response, Hop source) {
        tally.answered(response.status());
        if (!shard.transactions().receive(response, source)) {
            stray.increment();
        }
    }

    private void receive(Request request, Hop source) {
        if (shard.transactions().receive(request)) {
            return;
        }
        if (request.is(Method.ACK)) {
            Optional<InDialog> dialog = shard.dialog(DialogId.ofReceived(request));
            dialog.ifPresentOrElse(found -> found.onAck(request), stray::increment);
            return;
        }
        if (turnedAway(request, source)) {
            return;
        }
        boolean merged = shard.transactions().isMerged(request);
        ServerTransaction transaction = shard.transactions().accept(request, source);
        tally.request(request.method());
        transaction.onFinal(response -> {
            tally.answer(response.status());
            conduct.answered(request, response, source);
        });
        if (request.is(Method.CANCEL)) {
            cancel(transaction);
        } else if (merged) {
            answer(transaction, 482, "Loop Detected");
        } else if (!Rules.refuse(transaction, shard.terms(), this::answer)) {
            dispatch(transaction);
        }
    }

    /** New work while there is too much: no transaction, so that saying no costs next to nothing (21.5.4). */
    private boolean turnedAway(Request request, Hop source) {
        boolean begins = (request.is(Method.INVITE) || request.is(Method.REGISTER))
                && request.to().tag().isEmpty();
        if (!begins) {
            return false;
        }
        Optional<Refusals.Refusal> before = refusals.of(request);
        if (before.isEmpty() && !congestion.overloaded()) {
            return false;
        }
        turnedAway.increment();
        Refusals.Refusal refusal = before.orElseGet(() -> {
            Tokens tokens = shard.tokens();
            return refusals.add(request, tokens.next(), 1 + tokens.below(congestion.longestRetry()));
        });
        Response plain = shard.responses().to(request, 503, "Service Unavailable", refusal.tag());
        Headers headers = plain.headers().toBuilder()
                .add("Retry-After", refusal.retryAfter())
                .build();
        source.send(MessageWriter.write(plain.with(headers)), _ -> {});
        return true;
    }

    private void dispatch(ServerTransaction transaction) {
        Request request = transaction.request();
        if (request.to().tag().isPresent() || request.is(Method.BYE)) {
            shard.dialog(DialogId.ofReceived(request))
                    .ifPresentOrElse(
                            dialog -> dialog.onRequest(transaction),
                            () -> answer(transaction, 481, "Call/Transaction Does Not Exist"));
        } else if (request.is(Method.INVITE)) {
            invited(transaction);
        } else if (!OutsideRefer.taken(transaction, shard)) {
            shard.tell(request.callId(), () -> application.onRequest(new PendingRequest(shard, transaction)));
        }
    }

    /** RFC 3261, 9.2: its own answer first, with the tag of the INVITE's answers. */
    private void cancel(ServerTransaction cancel) {
        Request request = cancel.request();
        Optional<ServerTransaction> invite = shard.transactions().canceled(request);
        if (invite.isEmpty()) {
            answer(cancel, 481, "Call/Transaction Does Not Exist");
            return;
        }
        String tag = invite.get().toTag().orElseGet(shard.tokens()::next);
        cancel.respond(shard.responses().to(request, 200, "OK", tag));
        invite.get().cancel(request);
    }

    private void invited(ServerTransaction transaction) {
        switch (Replacement.of(transaction.request(), shard)) {
            case Replacement.None() -> new UasCall(shard, transaction, Optional.empty()).begin(application);
            case Replacement.Found(Replaced call) ->
                new UasCall(shard, transaction, Optional.of(call)).begin(application);
            case Replacement.Wrong(int status, String phrase) -> answer(transaction, status, phrase);
        }
    }

    private void answer(ServerTransaction transaction, int status, String phrase, Header... headers) {
        Response plain = shard.responses()
                .to(transaction.request(), status, phrase, shard.tokens().next());
        transaction.respond(
                plain.with(plain.headers().toBuilder().addAll(List.of(headers)).build()));
    }
}
