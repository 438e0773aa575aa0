package voipbin.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.ManualTime;
import voipbin.base.Timers;
import voipbin.sip.IncomingRequest;
import voipbin.sip.auth.Credentials;
import voipbin.sip.auth.DigestClient;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;

/** The whole registrar with requests made by hand and time that stands still. */
class RegistrarTest {

    private static final Accounts ACCOUNTS = new Accounts() {
        @Override
        public Optional<Account> find(String host, String user) {
            if (host.equals("broken")) {
                throw new IllegalStateException("the database is away");
            }
            return user.equals("a") ? Optional.of(new Account("a@d", "a", "secret")) : Optional.empty();
        }

        @Override
        public String realm(String host) {
            return host;
        }
    };

    private final ManualTime time = new ManualTime();
    private final Semaphore scheduled = new Semaphore(0);
    private final Counters counters = new Counters();
    private final MemoryBindings bindings = new MemoryBindings();
    private final Registrar registrar =
            new Registrar(ACCOUNTS, bindings, DigestServer.of(time), this::later, time, counters);
    private long cseq;

    private synchronized Timers.Timer later(Duration delay, Runnable callback) {
        Timers.Timer timer = time.after(delay, callback);
        scheduled.release();
        return timer;
    }

    /** A REGISTER that keeps what it is answered. */
    private static final class Given implements IncomingRequest {

        private final Request request;
        private final BlockingQueue<Response> answers = new LinkedBlockingQueue<>();
        private final Semaphore dropped = new Semaphore(0);

        Given(Request request) {
            this.request = request;
        }

        @Override
        public Request message() {
            return request;
        }

        @Override
        public InetSocketAddress source() {
            return new InetSocketAddress("192.0.2.7", 5060);
        }

        @Override
        public void respond(int status, String phrase, Header... headers) {
            Response plain = response(status, phrase);
            respond(plain.with(
                    plain.headers().toBuilder().addAll(List.of(headers)).build()));
        }

        @Override
        public void respond(Response response) {
            answers.add(response);
        }

        @Override
        public void respondByDefault() {
            throw new AssertionError("a REGISTER");
        }

        @Override
        public void drop() {
            dropped.release();
        }

        @Override
        public Response response(int status, String phrase) {
            return Response.of(status, phrase, Headers.builder().build());
        }

        Response answer() throws InterruptedException {
            Response answer = answers.poll(5, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no answer");
            }
            return answer;
        }
    }

    private Request request(String host, String... headers) {
        cseq++;
        Headers.Builder all = Headers.builder()
                .add("From", "<sip:a@" + host + ">;tag=1")
                .add("To", "<sip:a@" + host + ">")
                .add("Call-ID", "one")
                .add("CSeq", cseq + " REGISTER");
        for (String header : headers) {
            all.add(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2));
        }
        return Request.of(Method.REGISTER, SipUri.ofHost(host), all.build());
    }

    private Given handle(Request request) {
        Given given = new Given(request);
        registrar.handle(given);
        return given;
    }

    private Request withPassword(Request request, String password) throws InterruptedException {
        Response challenge = handle(request).answer();
        return request.with(DigestClient.answer(request, challenge, new Credentials("a", password), () -> "c")
                .orElseThrow());
    }

    /** Answers one challenge with all these guesses, as who guesses does. */
    private Given guess(Response challenge, String password) {
        Request request = request("d", "Contact: <sip:a@h>");
        return handle(request.with(DigestClient.answer(request, challenge, new Credentials("a", password), () -> "c")
                .orElseThrow()));
    }

    @Test
    void aBrowserIsOfferedMd5Only() throws InterruptedException {
        Request overWebSocket = request("d", "Via: SIP/2.0/WSS x.invalid;branch=z9hG4bK1", "Contact: <sip:a@h>");

        assertThat(handle(overWebSocket).answer().headers().values("WWW-Authenticate"))
                .singleElement()
                .asString()
                .contains("MD5");
        assertThat(handle(request("d", "Contact: <sip:a@h>")).answer().headers().values("WWW-Authenticate"))
                .hasSize(2);
    }

    @Test
    void aPathIsKeptForCallsAndTold() throws InterruptedException {
        String path = "<sip:edge.example;lr>, <sip:inner.example;lr>";
        Response ok = handle(withPassword(request("d", "Contact: <sip:a@h>", "Path: " + path), "secret"))
                .answer();

        assertThat(ok.headers().values("Path")).containsExactly(path);
        Binding binding = bindings.of("a@d").getFirst();
        assertThat(binding.routes())
                .containsExactly(
                        new Header("Route", "<sip:edge.example;lr>"), new Header("Route", "<sip:inner.example;lr>"));
        assertThat(binding.nextHop()).isEmpty();
    }

    @Test
    void aRightPasswordBindsAndTheAnswerListsAll() throws InterruptedException {
        Response ok = handle(withPassword(request("d", "Contact: <sip:a@h>;expires=60"), "secret"))
                .answer();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.headers().values("Contact")).containsExactly("<sip:a@h>;expires=60");
        assertThat(bindings.of("a@d"))
                .singleElement()
                .satisfies(binding -> assertThat(binding.source()).isEqualTo(new InetSocketAddress("192.0.2.7", 5060)));

        assertThat(bindings.of("a@d").getFirst().nextHop()).contains(new InetSocketAddress("192.0.2.7", 5060));

        Response fetched = handle(withPassword(request("d"), "secret")).answer();
        assertThat(fetched.headers().values("Contact")).containsExactly("<sip:a@h>;expires=60");
        assertThat(counters.counts()).containsEntry("registrar.accepted", 2L);
    }

    @Test
    void tooBriefATimeIsToldWithTheLeast() throws InterruptedException {
        Response brief = handle(withPassword(request("d", "Contact: <sip:a@h>;expires=5"), "secret"))
                .answer();
        assertThat(brief.status()).isEqualTo(423);
        assertThat(brief.header("Min-Expires")).contains("60");
        assertThat(bindings.of("a@d")).isEmpty();
    }

    @Test
    void whoGuessesIsSlowedDownAndThenMetWithSilence() throws InterruptedException {
        Response challenge = handle(request("d")).answer();
        for (int i = 0; i < 3; i++) {
            assertThat(guess(challenge, "wrong").answer().status()).isEqualTo(401);
        }
        for (int seconds : List.of(1, 2, 4, 8)) {
            Given given = guess(challenge, "wrong");
            scheduled.acquire();
            time.advance(Duration.ofMillis(seconds * 1000L - 1));
            assertThat(given.answers).isEmpty();
            time.advance(Duration.ofMillis(1));
            assertThat(given.answer().status()).isEqualTo(401);
        }
        Given right = guess(challenge, "secret");
        assertThat(right.dropped.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        assertThat(handle(request("d")).dropped.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        assertThat(counters.counts()).containsEntry("registrar.refused", 7L).containsEntry("registrar.silenced", 2L);

        time.advance(Duration.ofMinutes(1));
        assertThat(handle(withPassword(request("d"), "secret")).answer().status())
                .isEqualTo(200);
    }

    @Test
    void aFailureOfTheStoreIsOurs() throws InterruptedException {
        assertThat(handle(withPassword(request("broken"), "secret")).answer().status())
                .isEqualTo(500);
    }

    @Test
    void nobodyIsLookedForBeforeThereAreCredentials() throws InterruptedException {
        assertThat(handle(request("broken")).answer().status()).isEqualTo(401);
    }
}
