package voipbin.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import voipbin.sip.dialog.OfferAnswer.Event;

/** The whole table: state, event, what it means and what follows when something had been agreed before. */
class OfferAnswerTest {

    private static final String TABLE = """
            NONE         SEND_OFFER       FITS     LOCAL_OFFER
            NONE         RECEIVE_OFFER    FITS     REMOTE_OFFER
            NONE         SEND_ANSWER      IGNORED  NONE
            NONE         RECEIVE_ANSWER   IGNORED  NONE
            NONE         SEND_REFUSAL     IGNORED  NONE
            NONE         RECEIVE_REFUSAL  IGNORED  NONE
            LOCAL_OFFER  SEND_OFFER       IGNORED  LOCAL_OFFER
            LOCAL_OFFER  RECEIVE_OFFER    GLARE    LOCAL_OFFER
            LOCAL_OFFER  SEND_ANSWER      IGNORED  LOCAL_OFFER
            LOCAL_OFFER  RECEIVE_ANSWER   FITS     STABLE
            LOCAL_OFFER  SEND_REFUSAL     IGNORED  LOCAL_OFFER
            LOCAL_OFFER  RECEIVE_REFUSAL  FITS     STABLE
            REMOTE_OFFER SEND_OFFER       IGNORED  REMOTE_OFFER
            REMOTE_OFFER RECEIVE_OFFER    OVERLAP  REMOTE_OFFER
            REMOTE_OFFER SEND_ANSWER      FITS     STABLE
            REMOTE_OFFER RECEIVE_ANSWER   IGNORED  REMOTE_OFFER
            REMOTE_OFFER SEND_REFUSAL     FITS     STABLE
            REMOTE_OFFER RECEIVE_REFUSAL  IGNORED  REMOTE_OFFER
            STABLE       SEND_OFFER       FITS     LOCAL_OFFER
            STABLE       RECEIVE_OFFER    FITS     REMOTE_OFFER
            STABLE       SEND_ANSWER      IGNORED  STABLE
            STABLE       RECEIVE_ANSWER   IGNORED  STABLE
            STABLE       SEND_REFUSAL     IGNORED  STABLE
            STABLE       RECEIVE_REFUSAL  IGNORED  STABLE
            """;

    @Test
    void isTheWholeTable() {
        StringBuilder rows = new StringBuilder();
        for (OfferAnswer state : OfferAnswer.values()) {
            for (Event event : Event.values()) {
                rows.append("%-12s %-16s %-8s %s%n"
                        .formatted(state, event, state.verdict(event), state.after(event, true)));
            }
        }
        assertThat(rows.toString()).isEqualTo(TABLE);
    }

    @Test
    void aFirstOfferThatIsRefusedLeavesNothing() {
        assertThat(OfferAnswer.LOCAL_OFFER.after(Event.RECEIVE_REFUSAL, false)).isEqualTo(OfferAnswer.NONE);
    }
}
