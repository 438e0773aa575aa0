package voipbin.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.media.MediaConfig;
import voipbin.media.MediaEngine;
import voipbin.media.MediaSession;
import voipbin.media.Opening;
import voipbin.sip.CallListener;
import voipbin.sip.CallOutcome;
import voipbin.sip.CallRequest;
import voipbin.sip.IncomingCall;
import voipbin.sip.IncomingRequest;
import voipbin.sip.OutgoingCall;
import voipbin.sip.ReferProgress;
import voipbin.sip.Registration;
import voipbin.sip.RegistrationListener;
import voipbin.sip.RegistrationRequest;
import voipbin.sip.Reoffer;
import voipbin.sip.RequestOutcome;
import voipbin.sip.SipApplication;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.Header;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;

/** A phone that calls and is called, on our own stack: real phones do the same in e2e. */
final class TestCaller implements AutoCloseable, SipApplication {

    private final Card card;
    private final InetAddress here;
    private final MediaEngine engine;
    private final SipStack stack;
    private final CompletableFuture<Side> called = new CompletableFuture<>();
    private final List<Side> sides = new CopyOnWriteArrayList<>();
    private Optional<Registration> registration = Optional.empty();
    private volatile int refusal;

    TestCaller(Card card) {
        this(card, "127.0.0.1");
    }

    /** At another loopback address. */
    TestCaller(Card card, String address) {
        this.card = card;
        this.here = InetAddress.ofLiteral(address);
        Counters counters = new Counters();
        try {
            engine = MediaEngine.start(
                    new MediaConfig(here, TestPorts.caller(), TestPorts.lastOf(TestPorts.caller()), 1), counters);
            stack = SipStack.start(
                    SipConfig.of(new InetSocketAddress(here, 0)), new Reach(here, Optional.empty()), counters, this);
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    /** {@code host:port} where it is reached. */
    String address() {
        return "127.0.0.1:" + stack.address().getPort();
    }

    /** One side of a call of this phone. */
    final class Side implements CallListener {

        final MediaSession media = session();
        final List<Integer> statuses = new CopyOnWriteArrayList<>();
        final CompletableFuture<Integer> progress = new CompletableFuture<>();
        final CompletableFuture<Response> answered = new CompletableFuture<>();
        final CompletableFuture<CallOutcome> ended = new CompletableFuture<>();
        final List<String> reoffers = new CopyOnWriteArrayList<>();
        final List<Reason> reasons = new CopyOnWriteArrayList<>();
        private volatile boolean offered = true;
        private volatile Optional<IncomingCall> incoming = Optional.empty();
        private volatile Optional<OutgoingCall> outgoing = Optional.empty();

        void answer() {
            IncomingCall call = incoming.orElseThrow();
            if (media.answer(call.invite().body()) instanceof voipbin.media.Negotiation.Agreed agreed) {
                call.answer(agreed.sdp());
            }
        }

        /** Lets the caller hear this phone before it answers. */
        void progress() {
            IncomingCall call = incoming.orElseThrow();
            if (media.answer(call.invite().body()) instanceof voipbin.media.Negotiation.Agreed agreed) {
                call.progress(183, Optional.of(agreed.sdp()));
            }
        }

        IncomingCall call() {
            return incoming.orElseThrow();
        }

        void hangup() {
            incoming.ifPresent(IncomingCall::hangup);
            outgoing.ifPresent(OutgoingCall::hangup);
        }

        /** This phone's end of the call, whoever began it. */
        voipbin.sip.Call dialog() {
            return incoming.<voipbin.sip.Call>map(call -> call)
                    .or(() -> outgoing)
                    .orElseThrow();
        }

        /** Asks the server to call somebody; what it reports, the last being final. */
        CompletableFuture<List<ReferProgress>> refer(String to) {
            List<ReferProgress> heard = new CopyOnWriteArrayList<>();
            CompletableFuture<List<ReferProgress>> over = new CompletableFuture<>();
            dialog().refer(NameAddress.parse("<" + to + ">").orElseThrow(), List.of(), progress -> {
                heard.add(progress);
                if (progress.last()) {
                    over.complete(heard);
                }
            });
            return over;
        }

        CallOutcome end() {
            return soon(ended);
        }

        @Override
        public void onProgress(Response provisional) {
            if (provisional.status() > 100) {
                statuses.add(provisional.status());
                if (provisional.hasBody()) {
                    media.accept(provisional.body());
                }
                progress.complete(provisional.status());
            }
        }

        @Override
        public void onAnswered(Response ok) {
            // after a reliable 183 it brings none (RFC 3262, 5)
            if (offered && ok.hasBody()) {
                media.accept(ok.body());
            }
            answered.complete(ok);
        }

        @Override
        public void onOffered(Reoffer offer) {
            if (media.answer(offer.offer().orElseThrow()) instanceof voipbin.media.Negotiation.Agreed agreed) {
                offer.answer(agreed.sdp());
            }
        }

        @Override
        public void onReoffer(Reoffer reoffer) {
            byte[] offer = reoffer.offer().orElseThrow();
            if (media.reanswer(offer) instanceof voipbin.media.Negotiation.Agreed agreed) {
                reoffers.add(new String(offer, StandardCharsets.UTF_8));
                reoffer.answer(agreed.sdp());
            }
        }

        @Override
        public void onEnded(CallOutcome outcome, List<Reason> why) {
            reasons.addAll(why);
            onEnded(outcome);
        }

        @Override
        public void onEnded(CallOutcome outcome) {
            media.close();
            ended.complete(outcome);
        }
    }

    static <T> T soon(CompletableFuture<T> what) {
        try {
            return what.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("it did not happen within twenty seconds", e);
        }
    }

    private MediaSession session() {
        if (engine.open(here) instanceof Opening.Opened(MediaSession session)) {
            return session;
        }
        throw new AssertionError("no port left");
    }

    private InetSocketAddress server() {
        return new InetSocketAddress(card.sipHost(), card.sipPort());
    }

    /** Registers an extension of the first customer. */
    TestCaller registered(String extension, String password) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        registration = Optional.of(stack.register(
                new RegistrationRequest(
                        SipUri.ofHost(card.sipDomain()),
                        Optional.of(server()),
                        SipUri.of(extension, card.sipDomain()),
                        new Credentials(extension, password),
                        java.time.Duration.ofMinutes(5)),
                new RegistrationListener() {
                    @Override
                    public void onRegistered(java.time.Duration granted) {
                        done.complete(true);
                    }

                    @Override
                    public void onFailed(RequestOutcome outcome) {
                        done.completeExceptionally(new AssertionError(outcome.toString()));
                    }

                    @Override
                    public void onEnded() {}
                }));
        soon(done);
        return this;
    }

    /** From now on calls are refused so. */
    TestCaller refusing(int status) {
        refusal = status;
        return this;
    }

    /** Whoever calls this phone next, or has called it. */
    Side called() {
        return soon(called);
    }

    boolean rings() {
        return called.isDone();
    }

    /** Calls through the server, whatever the URI's host says. */
    Side call(String uri, String from, Optional<Credentials> credentials) {
        Side side = new Side();
        return call(side, uri, from, credentials, side.media.offer());
    }

    /** The same without an offer: the answer brings it. */
    Side callWithoutOffer(String uri, String from) {
        Side side = new Side();
        side.offered = false;
        return call(side, uri, from, Optional.empty(), new byte[0]);
    }

    /** Calls in the place of another phone's call (RFC 3891). */
    Side takeOver(DialogReference dialog, String uri, String from, Optional<Credentials> credentials) {
        Side side = new Side();
        Header replaces = new Header("Replaces", dialog.replaces());
        return call(side, uri, from, credentials, side.media.offer(), replaces);
    }

    private Side call(
            Side side, String uri, String from, Optional<Credentials> credentials, byte[] offer, Header... headers) {
        CallRequest request = new CallRequest(
                SipUri.parse(uri).orElseThrow(),
                Optional.of(server()),
                NameAddress.parse(from).orElseThrow(),
                NameAddress.parse("<" + uri + ">").orElseThrow(),
                List.of(headers),
                offer,
                credentials);
        side.outgoing = Optional.of(stack.call(request, side));
        sides.add(side);
        return side;
    }

    @Override
    public void onInvite(IncomingCall call) {
        Side side = new Side();
        side.incoming = Optional.of(call);
        call.listener(side);
        sides.add(side);
        if (refusal > 0) {
            call.refuse(refusal, "No");
        } else {
            call.ring();
        }
        called.complete(side);
    }

    @Override
    public void onRequest(IncomingRequest request) {
        request.respondByDefault();
    }

    @Override
    public void close() {
        registration.ifPresent(Registration::unregister);
        // a call that goes on would send its packets to whoever has the port next
        sides.forEach(Side::hangup);
        sides.forEach(side -> soon(side.ended));
        engine.close();
        stack.close();
    }
}
