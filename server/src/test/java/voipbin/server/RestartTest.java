package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.server.config.Config;
import voipbin.sip.CallOutcome;
import voipbin.sip.CallRequest;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

class RestartTest {

    private static final byte[] OFFER =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSecondStartShowsTheSameCredentialsAndLeavesNoCallOpen() {
        try (TestServer server = TestServer.start(folder)) {
            Card.Credentials first = server.card().credentials();
            JsonNode call = server.admin()
                    .post(
                            "/v1.0/calls",
                            Map.of("destinations", List.of(Map.of("type", "sip", "target", "x@127.0.0.1:9"))))
                    .json()
                    .path("calls")
                    .path(0);
            server.restart();
            assertThat(server.card().credentials()).isEqualTo(first);
            JsonNode after = server.admin()
                    .get("/v1.0/calls/" + call.path("id").asString())
                    .json();
            assertThat(after.path("status").asString()).isEqualTo("hangup");
            assertThat(after.path("hangup_by").asString()).isEqualTo("local");
        }
    }

    @Test
    void callsAreToldToComeAgainUntilWhatACrashLeftIsInOrder() throws Exception {
        Config config = TestServer.config(folder);
        try (Core core = Core.open(config, Clock.systemUTC());
                Telephony telephony = Telephony.start(config, core, (_, _, _) -> {});
                SipStack caller = SipStack.start(
                        SipConfig.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                        new Reach(InetAddress.getLoopbackAddress(), Optional.empty()),
                        new Counters(),
                        call -> call.refuse(480, "Temporarily Unavailable"))) {
            InetSocketAddress server = telephony.wire().stack().address();
            assertThat(outcome(caller, server)).isEqualTo(new CallOutcome.Refused(503, "Service Unavailable"));
            telephony.recover(core.resources());
            core.resources().recover();
            telephony.resume();
            assertThat(outcome(caller, server))
                    .isEqualTo(new CallOutcome.Refused(407, "Proxy Authentication Required"));
        }
    }

    private static CallOutcome outcome(SipStack caller, InetSocketAddress server) {
        CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
        NameAddress from = NameAddress.of(SipUri.of("somebody", caller.address()));
        caller.call(CallRequest.of(SipUri.of("nobody", server), from, OFFER), outcome::complete);
        return outcome.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void theCardIsForItsOwnerOnly() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.path("card.json"))))
                    .isEqualTo("rw-------");
            assertThat(server.card().curl()).contains("/v1.0/calls?accesskey=vb_", "quickstart-phone");
        }
    }

    @Test
    void oneFolderOneServer() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.card().accesskey()).startsWith("vb_");
            assertThatThrownBy(() -> TestServer.start(folder))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Another VoIPBIN is running on the data folder");
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingStaysBehind() {
        try (TestServer server = TestServer.start(folder.resolve("first"))) {
            String sip = String.valueOf(server.card().sipPort());
            assertThatThrownBy(() -> TestServer.start(folder.resolve("second"), "sip.port", sip))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("SIP port " + sip)
                    .hasMessageContaining("--sip-port");
            String http = String.valueOf(server.voipbin().httpPort());
            assertThatThrownBy(() -> TestServer.start(folder.resolve("second"), "http.port", http))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("HTTP port " + http)
                    .hasMessageContaining("--port");
            TestServer.start(folder.resolve("second")).close();
        }
    }
}
