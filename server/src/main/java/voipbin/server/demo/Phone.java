package voipbin.server.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.media.MediaConfig;
import voipbin.media.MediaEngine;
import voipbin.media.audio.WavWriter;
import voipbin.sip.CallOutcome;
import voipbin.sip.IncomingCall;
import voipbin.sip.IncomingRequest;
import voipbin.sip.Registration;
import voipbin.sip.RegistrationListener;
import voipbin.sip.RegistrationRequest;
import voipbin.sip.RequestOutcome;
import voipbin.sip.SipApplication;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.SipUri;

/** A phone without a person: registers, rings, answers the first call and writes what it hears to a WAV file. */
public final class Phone implements AutoCloseable {

    private static final int FIRST_PORT = 30000;
    private static final int LAST_PORT = 31999;
    private static final Duration REGISTRATION = Duration.ofMinutes(1);

    /** What happens on the phone, each once. */
    public record Events(
            CompletableFuture<Duration> registered,
            CompletableFuture<String> rings,
            CompletableFuture<String> answered,
            CompletableFuture<CallOutcome> ended) {

        static Events none() {
            return new Events(
                    new CompletableFuture<>(),
                    new CompletableFuture<>(),
                    new CompletableFuture<>(),
                    new CompletableFuture<>());
        }
    }

    private final Events events = Events.none();
    private final InetAddress address;
    private final WavWriter recording;
    private final MediaEngine engine;
    private final SipStack stack;
    private final CompletableFuture<Void> unregistered = new CompletableFuture<>();
    private Optional<Registration> registration = Optional.empty();

    /** Switches the phone on at a local address, on free ports. */
    public Phone(InetAddress address, Path recording) throws IOException {
        this.address = address;
        this.recording = WavWriter.create(recording);
        Counters counters = new Counters();
        engine = MediaEngine.start(new MediaConfig(address, FIRST_PORT, LAST_PORT, 1), counters);
        SipConfig config = SipConfig.of(new InetSocketAddress(address, 0)).withUserAgent("voipbin-demo-phone");
        stack = SipStack.start(config, new Reach(address, Optional.empty()), counters, new Ear());
    }

    public Events events() {
        return events;
    }

    /** Registers {@code user@domain} at the server. */
    public void register(InetSocketAddress server, String domain, Credentials credentials) {
        RegistrationRequest request = new RegistrationRequest(
                SipUri.ofHost(domain),
                Optional.of(server),
                SipUri.of(credentials.username(), domain),
                credentials,
                REGISTRATION);
        registration = Optional.of(stack.register(request, new Card()));
    }

    /** Unregisters, waits until the recording is complete, and switches off. */
    @Override
    public void close() throws InterruptedException {
        registration.ifPresent(Registration::unregister);
        try {
            if (registration.isPresent()) {
                unregistered.get(2, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException goneAnyway) {
            // the binding expires by itself within a minute
        }
        engine.close();
        stack.close();
        recording.close();
        recording.join();
    }

    /** What the registrar says. */
    private final class Card implements RegistrationListener {

        @Override
        public void onRegistered(Duration granted) {
            events.registered().complete(granted);
        }

        @Override
        public void onFailed(RequestOutcome outcome) {
            events.registered().completeExceptionally(new IOException("registration failed: " + outcome));
        }

        @Override
        public void onEnded() {
            unregistered.complete(null);
        }
    }

    /** What arrives. */
    private final class Ear implements SipApplication {

        @Override
        public void onInvite(IncomingCall call) {
            PhoneCall taken = new PhoneCall(call, engine, address, recording, events);
            call.listener(taken);
            taken.ring();
        }

        @Override
        public void onRequest(IncomingRequest request) {
            request.respond(request.message().method().name().equals("OPTIONS") ? 200 : 405, "");
        }
    }
}
