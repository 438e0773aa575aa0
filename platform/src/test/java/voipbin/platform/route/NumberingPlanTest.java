package voipbin.platform.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingPlanTest {

    private final NumberingPlan plan = new NumberingPlan();

    @ParameterizedTest
    @CsvSource({
        "+12025550143, us, +1",
        "+14165550123, ca, +1",
        "+18765550123, jm, +1",
        "+821012345678, kr, +82",
        "+442079460000, gb, +44",
        "+77012345678, kz, +7",
    })
    void aNumberIsInOneCountryAndRoutesKnowItsCallingCode(String number, String country, String target) {
        NumberingPlan.Place place = plan.place(number).orElseThrow();
        assertThat(place.country()).contains(country);
        assertThat(place.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+80012345678", "+870772001234", "+882165123456"})
    void aNumberOfNoCountryHasNone(String number) {
        assertThat(plan.place(number).flatMap(NumberingPlan.Place::country)).isEmpty();
    }

    @Test
    void aVirtualNumberIsNowhere() {
        assertThat(plan.place("+899123456789").flatMap(NumberingPlan.Place::country))
                .isEmpty();
    }
}
