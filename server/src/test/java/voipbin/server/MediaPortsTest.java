package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.kit.TestHttp;
import voipbin.sip.message.Response;

/** More calls than ports for their sound. */
class MediaPortsTest {

    @Test
    void aCallThatFindsNoPortIsToldWhenToComeAgain(@TempDir Path folder) throws Exception {
        String last = Integer.toString(TestPorts.server() + 3);
        try (TestServer server = TestServer.start(folder, "media.last_port", last);
                RawPhone phone = new RawPhone(server.card())) {
            TestHttp admin = server.admin();
            String number = TestServer.freeNumber(admin);
            String flow = admin.post(
                            "/v1.0/flows",
                            Map.of(
                                    "name",
                                    "stays",
                                    "detail",
                                    "",
                                    "actions",
                                    List.of(
                                            Map.of("type", "answer"),
                                            Map.of("type", "sleep", "option", Map.of("duration", 60_000)))))
                    .json()
                    .path("id")
                    .asString();
            admin.post("/v1.0/numbers", Map.of("number", number, "type", "virtual", "call_flow_id", flow));

            phone.answer(phone.invite(1, number));
            phone.answer(phone.invite(2, number));
            Response third = phone.answer(phone.invite(3, number));

            assertThat(third.status()).isEqualTo(503);
            assertThat(third.header("Retry-After")).get().asString().matches("[1-5]");
        }
    }
}
