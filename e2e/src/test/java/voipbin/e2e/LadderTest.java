package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
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
import voipbin.e2e.product.Server;

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

    @Test
    void aNumberWithRtpDebugShowsThePacketsOfItsCallsToo(Customer customer, Server server) {
        Program.demand("tshark", "tshark");
        var api = customer.api();
        var flow = api.post("/v1.0/flows", """
                {"name": "e2e", "detail": "", "actions": [{"type": "answer"}, %s]}""".formatted(Customer.TALK_LONG)).ok();
        var number = api.get("/v1.0/available_numbers?type=virtual&page_size=1")
                .ok()
                .at("/result/0/number")
                .asString();
        var id = api.post("/v1.0/numbers", """
                {"number": "%s", "type": "virtual", "call_flow_id": "%s"}""".formatted(number, flow.path("id").asString()))
                .ok()
                .path("id")
                .asString();
        api.put("/v1.0/numbers/" + id + "/metadata", "{\"rtp_debug\": true}").ok();
        Sipp.act(SippRun.towards(server.card().sip(), "uac_number")
                .with("user", number)
                .with("number", "+15551230009")
                .with("talk", "700"));

        var file = api.bytes("/v1.0/timelines/calls/" + calling(customer, "+15551230009") + "/pcap");
        // the dialog's SDP tells tshark which packets are RTP
        assertThat(tshark(file, "rtp.p_type == 0 and udp.length == 180", "rtp.seq"))
                .hasSizeGreaterThan(20);
        assertThat(tshark(file)).contains("INVITE", "BYE");
    }

    private static String calling(Customer customer, String source) {
        for (var call : customer.api().get("/v1.0/calls").ok().path("result")) {
            if (call.at("/source/target").asString("").equals(source)) {
                return call.path("id").asString();
            }
        }
        throw new AssertionError("no call from " + source);
    }

    private static List<String> methods(JsonNode analysis) {
        return StreamSupport.stream(analysis.path("sip_messages").spliterator(), false)
                .map(message -> message.path("method").asString(""))
                .toList();
    }

    /** The methods and statuses that it sees, in their order; checksums must be right. */
    private static List<String> tshark(byte[] file) {
        return tshark(file, "sip and udp.checksum.status == 1", "sip.Method", "sip.Status-Code").stream()
                .filter(line -> line.matches("[A-Z]+|\\d{3}"))
                .toList();
    }

    /** These fields of the packets that the filter lets through. */
    private static List<String> tshark(byte[] file, String filter, String... fields) {
        try (var home = Home.of("tshark")) {
            var capture = home.write("call.pcap", file);
            var command = new ArrayList<>(List.of("tshark", "-r", capture.toString(), "-o", "udp.check_checksum:TRUE"));
            command.addAll(List.of("-Y", filter, "-T", "fields"));
            for (var field : fields) {
                command.addAll(List.of("-e", field));
            }
            return Program.run(command, home.path())
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.matches("[A-Z0-9]+"))
                    .toList();
        }
    }
}
