package voipbin.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A soak is worth what its checks find. */
class LedgerTest {

    private static final Change MADE = new Change("1-0", 0);
    private static final Change EDITED = new Change("1-0", 1);

    private final Ledger ledger = new Ledger();

    private void arrive(Change change, String id) {
        ledger.arrive(change, id, "{}");
        ledger.hear(change);
    }

    @Test
    void whatWasAcknowledgedAndNotHeardIsMissing() {
        ledger.acknowledge(MADE);
        ledger.acknowledge(EDITED);
        ledger.arrive(EDITED, "b", "{}");
        arrive(MADE, "a");
        assertThat(ledger.missing()).containsExactly(EDITED);
        assertThat(ledger.lags()).hasSize(1);
    }

    @Test
    void whatGotNoAnswerMayComeOrNot() {
        ledger.leaveOpen(MADE);
        ledger.leaveOpen(EDITED);
        arrive(MADE, "a");
        assertThat(ledger.missing()).isEmpty();
        assertThat(ledger.open()).isEqualTo(2);
        assertThat(ledger.openHeard()).isEqualTo(1);
        assertThat(ledger.unasked()).isZero();
    }

    @Test
    void whatNobodyDidIsUnasked() {
        arrive(MADE, "a");
        assertThat(ledger.unasked()).isEqualTo(1);
    }

    @Test
    void repetitionsAreInOrderButGoingBackIsNot() {
        arrive(MADE, "a");
        arrive(MADE, "a");
        arrive(EDITED, "b");
        assertThat(ledger.outOfOrder()).isEmpty();
        arrive(MADE, "a");
        assertThat(ledger.outOfOrder()).containsExactly("1-0");
    }

    @Test
    void anIdIsThatOfOneEventAndStaysSo() {
        arrive(MADE, "a");
        arrive(MADE, "a");
        assertThat(ledger.unstableIds() + ledger.sharedIds()).isZero();
        arrive(EDITED, "a");
        assertThat(ledger.sharedIds()).isEqualTo(1);
        arrive(MADE, "c");
        assertThat(ledger.unstableIds()).isEqualTo(1);
        ledger.arrive(MADE, "c", "{\"other\":1}");
        assertThat(ledger.unstableIds()).isEqualTo(2);
    }
}
