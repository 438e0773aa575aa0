package voipbin.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.platform.flow.Furnished.talk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Flows of single requests last for a day. */
class TemporaryFlowsTest {

    @Test
    void theyGoAfterADayAndThoseOfCustomersStay() {
        try (Furnished house = new Furnished()) {
            Flow temporary = house.flow(talk("one"));
            Flow kept = house.flow(talk("two"));
            record Kept(boolean persist) {}
            house.flowStore.update(kept.id(), new Kept(true));
            Instant made = temporary.tmCreate();

            assertThat(at(house, made.plus(TemporaryFlows.LIFE)).forgetSome()).isZero();
            assertThat(house.flowStore.find(temporary.id())).isPresent();

            Instant later = made.plus(TemporaryFlows.LIFE).plus(Duration.ofMinutes(1));
            assertThat(at(house, later).forgetSome()).isEqualTo(1);
            assertThat(house.flowStore.find(temporary.id())).isEmpty();
            assertThat(house.flowStore.find(kept.id())).isPresent();
        }
    }

    private static TemporaryFlows at(Furnished house, Instant now) {
        return new TemporaryFlows(house.flowStore, Clock.fixed(now, ZoneOffset.UTC));
    }
}
