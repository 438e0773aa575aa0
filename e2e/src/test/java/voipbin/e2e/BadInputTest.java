package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.OneServer;
import voipbin.e2e.product.Server;

/** What is wrong is told, and nothing breaks. */
@ExtendWith(OneServer.class)
class BadInputTest {
    @ParameterizedTest
    @ValueSource(strings = {"+15550009999", "15551234567", "+1 555 123 4567", "quickstart", ""})
    void sourceThatIsNotOwnedOrNotE164IsRefusedByName(String source, Customer customer) {
        var answer = customer.ring(source, customer.card().get("extension_name"), Customer.TALK_LONG);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").path("status").asString("")).isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.message()).contains("source");
    }

    @Test
    void unknownExtensionEndsTheGroupcallAtOnce(Customer customer) {
        var group = customer.ring("no-such-phone", Customer.TALK_LONG)
                .ok()
                .path("groupcalls")
                .get(0);
        var ended = customer.getGroupcall(group.path("id").asString());

        assertThat(ended.path("status").asString("")).isEqualTo("hangup");
        assertThat(ended.path("call_ids")).isEmpty();
    }

    @Test
    void actionThatIsNotKnownIsRefused(Customer customer) {
        var answer = customer.ring(customer.card().get("extension_name"), """
                {"type": "teleport"}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("INVALID_ACTION_TYPE");
    }

    @Test
    void bodyThatIsNoJsonIsRefused(Customer customer) {
        var answer = customer.api().post("/v1.0/calls", "{\"source\": ");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("INVALID_JSON_BODY");
    }

    @Test
    void nobodyGetsInWithoutACredentialOrWithAWrongOne(Server server) {
        var none = server.anonymous().get("/v1.0/calls");
        var wrong = server.anonymous().withAccesskey("vb_wrong").get("/v1.0/calls");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.reason()).isEqualTo("AUTHENTICATION_REQUIRED");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.reason()).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void callThatIsNotThereIsNotFound(Customer customer) {
        var answer = customer.api().get("/v1.0/calls/5d0b0d6c-1111-4222-8333-444455556666");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("CALL_NOT_FOUND");
    }

    @Test
    void noiseAtTheSipPortHarmsNothing(Server server) throws IOException {
        var noise = new byte[1_200];
        new Random(7).nextBytes(noise);
        var messages = List.of(
                noise,
                new byte[0],
                text("\r\n\r\n"),
                text("INVITE\r\n\r\n"),
                text("REGISTER sip:x SIP/2.0\r\nVia: SIP/2.0/UDP\r\nContent-Length: -5\r\n\r\n"),
                text(
                        "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nCSeq: 99999999999 INVITE\r\n\r\n"),
                text("SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\n"),
                text("OPTIONS sip:" + "a".repeat(30_000) + " SIP/2.0\r\n\r\n"));
        var target = new InetSocketAddress(
                InetAddress.getByName("127.0.0.1"), server.place().sipPort());
        try (var socket = new DatagramSocket(new InetSocketAddress("127.0.0.5", 0))) {
            for (var message : messages) {
                socket.send(new DatagramPacket(message, message.length, target));
            }
        }

        assertThat(server.anonymous().get("/ping").ok().path("message").asString(""))
                .isEqualTo("pong");
        assertThat(server.alive()).isTrue();
        assertThat(server.output()).doesNotContain("Exception");
    }

    private static byte[] text(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
