package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.sip.message.Method;

class TallyTest {

    private final Counters counters = new Counters();
    private final Tally tally = new Tally(counters);

    @Test
    void whatIsAskedAndAnsweredIsCountedByName() {
        tally.request(Method.INVITE);
        tally.request(Method.INVITE);
        tally.answer(404);
        tally.answered(486);
        assertThat(counters.counts())
                .containsEntry("sip.requests.invite", 2L)
                .containsEntry("sip.answers.404", 1L)
                .containsEntry("sip.answered.486", 1L);
    }

    @Test
    void whatPeersInventMakesNoCounterOfItsOwn() {
        for (int i = 0; i < 100; i++) {
            tally.request(Method.of("X" + i));
            tally.answered(700 + i);
        }
        assertThat(counters.counts()).containsOnlyKeys("sip.requests.other").containsEntry("sip.requests.other", 100L);
    }
}
