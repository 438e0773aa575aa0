package voipbin.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {

    @Test
    void countsByNameAndReadsLevelsWhenAsked() {
        Counters counters = new Counters();
        counters.counter("sip.messages.malformed").increment();
        counters.counter("sip.messages.malformed").increment();
        counters.gauge("sip.transactions", () -> 7);

        assertThat(counters.counts()).containsEntry("sip.messages.malformed", 2L);
        assertThat(counters.levels()).containsEntry("sip.transactions", 7L);
    }
}
