package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Ports;
import voipbin.e2e.peer.Program;
import voipbin.e2e.peer.Sipp;
import voipbin.e2e.peer.SippRun;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.OneServer;

/** Why a call failed is to be seen afterwards, by the API and by Wireshark. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(OneServer.class)
class LadderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aBusyPhonesLadderIsReadByTshark(Customer customer) {
        Program.demand("tshark", "tshark");
        var extension = customer.newExtension();
        var port = Ports.free("127.0.0.1", 1);
        Sipp.act(SippRun.registering(extension.account(), port));
        try (var phone = Sipp.start(SippRun.waiting("uas_busy").at("127.0.0.1", port))) {
            var id = customer.call(extension, Customer.TALK_LONG);
            customer.awaitCall(id, "hangup", PATIENCE);
            phone.awaitSuccess();

            var analysis = customer.api()
                    .get("/v1.0/timelines/calls/" + id + "/sip-analysis")
                    .ok();
            assertThat(methods(analysis)).startsWith("INVITE").contains("486", "ACK");
            assertThat(analysis.at("/legs/0/sip_status").asInt()).isEqualTo(486);
            assertThat(analysis.at("/legs/0/hangup_reason").asString("")).isEqualTo("busy");
            assertThat(tshark(customer.api().bytes("/v1.0/timelines/calls/" + id + "/pcap")))
                    .containsExactlyElementsOf(methods(analysis));
        }
    }

    private static List<String> methods(JsonNode analysis) {
        return StreamSupport.stream(analysis.path("sip_messages").spliterator(), false)
                .map(message -> message.path("method").asString(""))
                .toList();
    }

    /** The methods and statuses that it sees, in their order; checksums must be right. */
    private static List<String> tshark(byte[] file) {
        try (var home = Home.of("tshark")) {
            var capture = home.write("call.pcap", file);
            var seen = Program.run(
                    List.of(
                            "tshark",
                            "-r",
                            capture.toString(),
                            "-o",
                            "udp.check_checksum:TRUE",
                            "-Y",
                            "sip and udp.checksum.status == 1",
                            "-T",
                            "fields",
                            "-e",
                            "sip.Method",
                            "-e",
                            "sip.Status-Code"),
                    home.path());
            return seen.lines()
                    .map(String::strip)
                    .filter(line -> line.matches("[A-Z]+|\\d{3}"))
                    .toList();
        }
    }
}
