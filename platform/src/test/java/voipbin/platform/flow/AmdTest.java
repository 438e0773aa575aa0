package voipbin.platform.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import voipbin.media.amd.Answerer;

/** What becomes of a flow that asks who has answered, and of one that mutes its call. */
class AmdTest {

    private final Furnished house = new Furnished();

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HUMAN,   hangup,   false, finds HUMAN;next",
        "UNKNOWN, hangup,   false, finds UNKNOWN;next",
        "MACHINE, hangup,   false, finds MACHINE",
        "HUMAN,   continue, false, finds HUMAN;next",
        "MACHINE, continue, false, finds MACHINE;beep;next",
        "HUMAN,   hangup,   true,  finds HUMAN;next",
        "MACHINE, continue, true,  finds MACHINE;next",
    })
    void theFlowGoesOnAfterTheResultUnlessAMachineIsHungUpOn(
            Answerer who, String handle, boolean async, String happened) {
        house.call.answerer = who;
        house.start(house.create(
                Furnished.action("amd", Map.of("machine_handle", handle, "async", async)), Furnished.talk("next")));
        house.call.over.orTimeout(20, SECONDS).join();
        assertThat(String.join(";", house.call.said)).isEqualTo(happened);
        assertThat(house.call.hangups.contains("amd")).isEqualTo(who == Answerer.MACHINE && handle.equals("hangup"));
    }

    @Test
    void asyncHangsUpAsSoonAsAMachineIsFound() {
        house.call.answerer = Answerer.MACHINE;
        house.start(house.create(Furnished.action("amd", Map.of("machine_handle", "hangup", "async", true))));
        house.call.over.orTimeout(20, SECONDS).join();
        assertThat(house.call.hangups).contains("amd");
    }

    @Test
    void muteSaysWhichWayAndTheFlowGoesOn() {
        house.start(house.create(Furnished.action("mute", Map.of("direction", "in")), Furnished.talk("next")));
        house.call.over.orTimeout(20, SECONDS).join();
        assertThat(house.call.said).containsExactly("muted in", "next");
    }
}
