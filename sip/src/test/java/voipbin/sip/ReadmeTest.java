package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.ManualTime;
import voipbin.base.Reach;
import voipbin.base.Timers;
import voipbin.sip.auth.Credentials;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;
import voipbin.sip.registrar.Account;
import voipbin.sip.registrar.Accounts;
import voipbin.sip.registrar.MemoryBindings;
import voipbin.sip.registrar.Registrar;

/** The example of the README, which is this one line for line, with a phone that registers and calls. */
class ReadmeTest {

    private static final byte[] SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    SipStack serve(Accounts accounts, Timers timers, byte[] sdp, Consumer<CallOutcome> ended) throws IOException {
        InetAddress host = InetAddress.getByName("127.0.0.1");
        Counters counters = new Counters();
        InstantSource clock = InstantSource.system();
        DigestServer digest = DigestServer.of(clock);
        Registrar registrar = new Registrar(accounts, new MemoryBindings(), digest, timers, clock, counters);
        SipApplication application = new SipApplication() {
            @Override
            public void onInvite(IncomingCall call) {
                call.listener(new CallListener() {
                    @Override
                    public void onEnded(CallOutcome outcome) {
                        ended.accept(outcome);
                    }
                });
                call.ring();
                call.answer(sdp);
            }

            @Override
            public void onRequest(IncomingRequest request) {
                switch (request.message().method().name()) {
                    case "REGISTER" -> registrar.handle(request);
                    default -> request.respondByDefault();
                }
            }
        };
        SipConfig config = SipConfig.of(new InetSocketAddress(host, 0));
        return SipStack.start(config, new Reach(host, Optional.empty()), counters, application);
    }

    private static final class OneAccount implements Accounts {

        @Override
        public Optional<Account> find(String host, String user) {
            return user.equals("1000") ? Optional.of(new Account("1000@" + host, "1000", "secret")) : Optional.empty();
        }

        @Override
        public String realm(String host) {
            return host;
        }
    }

    @Test
    void theExampleTakesAPhoneAndItsCall() throws Exception {
        InetAddress host = InetAddress.getLoopbackAddress();
        CompletableFuture<Duration> registered = new CompletableFuture<>();
        CompletableFuture<String> answered = new CompletableFuture<>();
        CompletableFuture<CallOutcome> ended = new CompletableFuture<>();
        SipStack server = serve(new OneAccount(), new ManualTime(), SDP, ended::complete);
        SipStack phone = SipStack.start(
                SipConfig.of(new InetSocketAddress(host, 0)),
                new Reach(host, Optional.empty()),
                new Counters(),
                call -> call.refuse(486, "Busy Here"));
        try {
            phone.register(
                    new RegistrationRequest(
                            SipUri.ofHost("example.com"),
                            Optional.of(server.address()),
                            SipUri.of("1000", "example.com"),
                            new Credentials("1000", "secret"),
                            Duration.ofMinutes(2)),
                    new RegistrationListener() {
                        @Override
                        public void onRegistered(Duration granted) {
                            registered.complete(granted);
                        }

                        @Override
                        public void onFailed(RequestOutcome outcome) {
                            registered.completeExceptionally(new AssertionError(outcome.toString()));
                        }

                        @Override
                        public void onEnded() {}
                    });
            assertThat(registered.get(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofMinutes(2));
            CallRequest request = CallRequest.of(
                    SipUri.of("anybody", server.address()), NameAddress.of(SipUri.of("1000", "example.com")), SDP);
            OutgoingCall call = phone.call(request, new CallListener() {
                @Override
                public void onAnswered(Response ok) {
                    answered.complete(new String(ok.body(), StandardCharsets.US_ASCII));
                }

                @Override
                public void onEnded(CallOutcome outcome) {}
            });
            assertThat(answered.get(10, TimeUnit.SECONDS)).contains("m=audio 9");
            call.hangup();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(new CallOutcome.HungUp(CallOutcome.By.REMOTE));
        } finally {
            phone.close();
            server.close();
        }
    }

    @Test
    void theReadmeShowsWhatIsTestedHere() throws Exception {
        Path here = Path.of("src/test/java/voipbin/sip/ReadmeTest.java");
        String example = Files.readString(Path.of("README.md")).split("```java\n|```\n", -1)[1];
        assertThat(Files.readString(here)).contains(example.indent(4).replace("\n    \n", "\n\n"));
    }
}
