package voipbin.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import voipbin.sip.message.OtherUri;
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

    /** Whom it hands requests to, where it counts, who hears how peers behave, and what they may not send. */
    record Works(SipApplication application, Counters counters, Conduct conduct, PrivateHeaders privateHeaders) {}

    Inbound(Shard shard, Works works) {
        this.shard = shard;
        this.application = works.application();
        this.conduct = works.conduct();
        this.privateHeaders = works.privateHeaders();
        Counters counters = works.counters();
        this.tally = new Tally(counters);
        this.received = counters.counter("sip.messages.received");
        this.malformed = counters.counter("sip.messages.malformed");
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
                            receive(marked(request.with(privateHeaders.without(request.headers())), source), source);
                        }
                    }
                    case Response response ->
                        receive(response.with(privateHeaders.without(response.headers())), source);
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
        Headers.Builder headers = request.headers().toBuilder().remove("Via").addFirst("Via", seen);
        return request.with(below(headers, request.vias()).build());
    }

    /** Puts the other Vias back under the first, in their order. */
    private static Headers.Builder below(Headers.Builder headers, List<Via> vias) {
        if (vias.size() == 1) {
            return headers;
        }
        Headers built = headers.build();
        Headers.Builder all = Headers.builder().add(built.all().getFirst());
        vias.subList(1, vias.size()).forEach(via -> all.add("Via", via));
        return all.addAll(built.all().subList(1, built.all().size()));
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
        ServerTransaction transaction = shard.transactions().accept(request, source);
        tally.request(request.method());
        transaction.onFinal(response -> {
            tally.answer(response.status());
            conduct.answered(request, response, source);
        });
        if (request.is(Method.CANCEL)) {
            cancel(transaction);
        } else if (!refusedByRule(transaction)) {
            dispatch(transaction);
        }
    }

    private void dispatch(ServerTransaction transaction) {
        Request request = transaction.request();
        if (request.to().tag().isPresent() || request.is(Method.BYE)) {
            shard.dialog(DialogId.ofReceived(request))
                    .ifPresentOrElse(
                            dialog -> dialog.onRequest(transaction),
                            () -> answer(transaction, 481, "Call/Transaction Does Not Exist"));
        } else if (request.is(Method.INVITE)) {
            new UasCall(shard, transaction).begin(application);
        } else {
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

    /** RFC 3261, 8.2.2 and 16.3. */
    private boolean refusedByRule(ServerTransaction transaction) {
        Request request = transaction.request();
        List<String> required = new ArrayList<>(request.words("Require"));
        if (request.is(Method.REGISTER)) {
            // proxies on the way insist on it (RFC 3327, 5.1); whether we keep it is the registrar's matter
            required.removeIf("path"::equalsIgnoreCase);
        }
        if (request.uri() instanceof OtherUri other
                && !other.scheme().toLowerCase(Locale.ROOT).equals("tel")) {
            answer(transaction, 416, "Unsupported URI Scheme");
        } else if (request.maxForwards().orElse(70) == 0 && !request.is(Method.OPTIONS)) {
            answer(transaction, 483, "Too Many Hops");
        } else if (!required.isEmpty()) {
            answer(transaction, 420, "Bad Extension", new Header("Unsupported", String.join(", ", required)));
        } else {
            return false;
        }
        return true;
    }

    private void answer(ServerTransaction transaction, int status, String phrase, Header... headers) {
        Response plain = shard.responses()
                .to(transaction.request(), status, phrase, shard.tokens().next());
        transaction.respond(
                plain.with(plain.headers().toBuilder().addAll(List.of(headers)).build()));
    }
}
