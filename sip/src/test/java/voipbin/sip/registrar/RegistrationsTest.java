package voipbin.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.ManualTime;
import voipbin.base.Reach;
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
import voipbin.sip.auth.DigestServer;
import voipbin.sip.message.SipUri;

/** Our phone at our registrar, over real sockets. */
class RegistrationsTest {

    private final MemoryBindings bindings = new MemoryBindings();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private SipStack server;
    private SipStack phone;

    private static final Accounts ACCOUNTS = new Accounts() {
        @Override
        public Optional<Account> find(String host, String user) {
            return user.equals("1000") ? Optional.of(new Account("1000@" + host, "1000", "secret")) : Optional.empty();
        }

        @Override
        public String realm(String host) {
            return host;
        }
    };

    @BeforeEach
    void start() throws IOException {
        InstantSource clock = InstantSource.system();
        Registrar registrar =
                new Registrar(ACCOUNTS, bindings, DigestServer.of(clock), new ManualTime(), clock, new Counters());
        server = stack(new SipApplication() {
            @Override
            public void onInvite(IncomingCall call) {
                call.refuse(404, "Not Found");
            }

            @Override
            public void onRequest(IncomingRequest request) {
                registrar.handle(request);
            }
        });
        phone = stack(call -> call.refuse(486, "Busy Here"));
    }

    @AfterEach
    void stop() {
        phone.close();
        server.close();
    }

    private static SipStack stack(SipApplication application) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return SipStack.start(
                SipConfig.of(any), new Reach(any.getAddress(), Optional.empty()), new Counters(), application);
    }

    private Registration register(String user, String password) {
        RegistrationRequest request = new RegistrationRequest(
                SipUri.ofHost("example.com"),
                Optional.of(server.address()),
                SipUri.of(user, "example.com"),
                new Credentials(user, password),
                Duration.ofSeconds(120));
        return phone.register(request, new RegistrationListener() {
            @Override
            public void onRegistered(Duration granted) {
                events.add("registered " + granted.toSeconds());
            }

            @Override
            public void onFailed(RequestOutcome outcome) {
                events.add("failed "
                        + (outcome instanceof RequestOutcome.Answered answered
                                ? answered.response().status()
                                : outcome));
            }

            @Override
            public void onEnded() {
                events.add("ended");
            }
        });
    }

    private String next() throws InterruptedException {
        return String.valueOf(events.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void aPhoneRegistersAndGoes() throws InterruptedException {
        Registration registration = register("1000", "secret");
        assertThat(next()).isEqualTo("registered 120");
        assertThat(bindings.of("1000@example.com")).singleElement().satisfies(binding -> {
            assertThat(binding.source()).isEqualTo(phone.address());
            assertThat(Optional.of(binding.contact())).isEqualTo(registration.contact());
            assertThat(binding.userAgent()).isEqualTo("voipbin");
        });
        registration.unregister();
        assertThat(next()).isEqualTo("ended");
        assertThat(bindings.of("1000@example.com")).isEmpty();
    }

    @Test
    void aWrongPasswordAndAnUnknownUserLookAlike() throws InterruptedException {
        register("1000", "wrong");
        assertThat(next()).isEqualTo("failed 401");
        register("nobody", "secret");
        assertThat(next()).isEqualTo("failed 401");
        assertThat(bindings.of("1000@example.com")).isEmpty();
    }
}
