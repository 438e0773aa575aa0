package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a slow application takes no more work. */
class BacklogTest {

    private static final long MILLI = 1_000_000;

    private long now;
    private final Backlog backlog = new Backlog(() -> now);
    private final List<Long> inside = new ArrayList<>();

    private boolean enters() {
        return backlog.enters().map(inside::add).orElse(false);
    }

    @Test
    void manyAtOnceAreLetInAsLongAsTheyGoOn() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(enters()).isTrue();
        }
        now += 400 * MILLI;
        assertThat(enters()).isTrue();
    }

    @Test
    void whenTheOldestWaitsTooLongNobodyElseIsUntilItIsThrough() {
        for (int i = 0; i < 100; i++) {
            enters();
            now += 10 * MILLI;
        }
        assertThat(enters()).isFalse();
        inside.subList(0, 60).forEach(backlog::leaves);
        assertThat(backlog.size()).isEqualTo(40);
        assertThat(enters()).isTrue();
    }

    @Test
    void oneSlowCallIsNoOverload() {
        enters();
        now += 60_000 * MILLI;
        assertThat(enters()).isTrue();
    }
}
