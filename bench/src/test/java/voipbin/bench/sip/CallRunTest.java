package voipbin.bench.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallRunTest {

    @Test
    void refusalsAreCountedByWhenTheirCallsBegan() {
        CallRun run = new CallRun(4);
        long first = 5_000;
        run.begin(0, first);
        run.begin(1, first + 9);
        run.begin(2, first + 10);
        run.begin(3, first + 35);
        run.refused[1] = 503;
        run.refused[2] = 486;
        run.refused[3] = 503;
        assertThat(run.refusedWith(503, 10)).containsExactly(1, 0, 0, 1);
        assertThat(run.refusedWith(503)).isEqualTo(2);
    }
}
