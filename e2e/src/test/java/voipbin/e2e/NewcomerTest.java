package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import voipbin.e2e.peer.Home;
import voipbin.e2e.product.Place;
import voipbin.e2e.product.Server;
import voipbin.e2e.sound.Heard;
import voipbin.e2e.sound.Speech;

/** What somebody meets who has just cloned the repository; on servers of its own, and alone, for it takes times. */
@Isolated
class NewcomerTest {
    private static final Duration QUICKLY = Duration.ofSeconds(10);

    @Test
    void secondStartHasTheSameCard() {
        try (var server = Server.start();
                var other = Home.of("newcomer")) {
            var printed = card(server);
            assertThat(printed).anyMatch(line -> line.contains(server.card().get("accesskey")));
            server.interrupt();
            server.restart();
            assertThat(card(server)).isEqualTo(printed);
            statusAndStopFindIt(server, other);
        }
    }

    @Test
    void apiPortThatIsTakenIsNamed() throws IOException {
        try (var home = Home.of("newcomer");
                var occupant = new ServerSocket()) {
            var place = Place.below(home.path());
            occupant.bind(new InetSocketAddress("127.0.0.1", place.port()));

            isRefusedNaming(place.port(), Server.run(home, QUICKLY, place.start()));
        }
    }

    @Test
    void sipPortThatIsTakenIsNamed() throws IOException {
        try (var home = Home.of("newcomer")) {
            var place = Place.below(home.path());
            try (var occupant = new DatagramSocket(new InetSocketAddress("127.0.0.1", place.sipPort()))) {
                assertThat(occupant.isBound()).isTrue();

                isRefusedNaming(place.sipPort(), Server.run(home, QUICKLY, place.start()));
            }
        }
    }

    @Test
    void unknownOptionIsRefusedWithASentence() {
        try (var home = Home.of("newcomer")) {
            var ended = Server.run(home, QUICKLY, "start", "--prot", "80");

            assertThat(ended.exit()).isNotZero();
            assertThat(ended.output()).contains("--prot").doesNotContain("\tat ");
        }
    }

    @Test
    void demoMakesACallAndWritesWhatWasHeard() {
        try (var home = Home.of("newcomer")) {
            var wav = home.path().resolve("heard.wav");
            var ended = Server.run(
                    home,
                    Duration.ofSeconds(15),
                    "demo",
                    "--data",
                    home.path().resolve("data").toString(),
                    "--wav",
                    wav.toString());

            assertThat(ended.exit()).as(ended.output()).isZero();
            var said = Heard.in(Speech.spoken("This is a VoIPBIN test call.", "slt", home.path()));
            assertThat(Heard.in(wav).contains(said)).isGreaterThan(0.85);
        }
    }

    private static void isRefusedNaming(int port, Server.Ended ended) {
        assertThat(ended.exit()).isNotZero();
        assertThat(ended.output()).contains(String.valueOf(port)).doesNotContain("\tat ");
    }

    private static void statusAndStopFindIt(Server server, Home home) {
        var data = server.place().data().toString();
        var running = Server.run(home, QUICKLY, "status", "--data", data);
        assertThat(running.exit()).as(running.output()).isZero();
        assertThat(running.output()).contains(String.valueOf(server.place().port()));

        var stopped = Server.run(home, QUICKLY, "stop", "--data", data);
        assertThat(stopped.exit()).as(stopped.output()).isZero();
        assertThat(server.endsWithin(QUICKLY)).isTrue();

        var gone = Server.run(home, QUICKLY, "status", "--data", data);
        assertThat(gone.exit()).as(gone.output()).isNotZero();
    }

    /** What it prints from its readiness, whose time differs, up to the line that makes the first call. */
    private static List<String> card(Server server) {
        server.awaitPrinted("curl", QUICKLY);
        return server.output()
                .lines()
                .dropWhile(line -> !line.contains("is ready"))
                .skip(1)
                .takeWhile(line -> !line.contains("curl"))
                .toList();
    }
}
