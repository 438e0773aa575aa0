package voipbin.sip.transaction;

import static voipbin.sip.transaction.Effect.Act.ACKNOWLEDGE;
import static voipbin.sip.transaction.Effect.Act.SEND;
import static voipbin.sip.transaction.Effect.Act.TELL;
import static voipbin.sip.transaction.Effect.Act.TELL_TIMEOUT;
import static voipbin.sip.transaction.Effect.Act.TELL_UNREACHABLE;
import static voipbin.sip.transaction.Event.ACK;
import static voipbin.sip.transaction.Event.FAILURE;
import static voipbin.sip.transaction.Event.PROVISIONAL;
import static voipbin.sip.transaction.Event.REQUEST;
import static voipbin.sip.transaction.Event.SUCCESS;
import static voipbin.sip.transaction.Event.UNREACHABLE;
import static voipbin.sip.transaction.State.ACCEPTED;
import static voipbin.sip.transaction.State.CALLING;
import static voipbin.sip.transaction.State.COMPLETED;
import static voipbin.sip.transaction.State.CONFIRMED;
import static voipbin.sip.transaction.State.PROCEEDING;
import static voipbin.sip.transaction.State.TERMINATED;
import static voipbin.sip.transaction.State.TRYING;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import voipbin.sip.transaction.Effect.Start;
import voipbin.sip.transaction.Effect.Stop;

/**
 * A transaction machine as a table: state and event give the next state and what to do. A pair that is not in the table
 * changes nothing. Pure: no clock, no wire.
 */
final class Machine {

    record Row(State next, List<Effect> effects) {}

    /** RFC 3261, figure 5, as changed by RFC 6026, 7.2. */
    static final Machine CLIENT_INVITE = new Machine(CALLING, SEND, start(Timer.A), start(Timer.B))
            .on(CALLING, Event.TIMER_A, CALLING, SEND, start(Timer.A))
            .on(CALLING, Event.TIMER_B, TERMINATED, TELL_TIMEOUT)
            .on(CALLING, UNREACHABLE, TERMINATED, TELL_UNREACHABLE)
            .on(CALLING, PROVISIONAL, PROCEEDING, stop(Timer.A), stop(Timer.B), TELL)
            .on(CALLING, SUCCESS, ACCEPTED, stop(Timer.A), stop(Timer.B), start(Timer.M), TELL)
            .on(CALLING, FAILURE, COMPLETED, stop(Timer.A), stop(Timer.B), ACKNOWLEDGE, start(Timer.D), TELL)
            .on(PROCEEDING, PROVISIONAL, PROCEEDING, TELL)
            .on(PROCEEDING, SUCCESS, ACCEPTED, start(Timer.M), TELL)
            .on(PROCEEDING, FAILURE, COMPLETED, ACKNOWLEDGE, start(Timer.D), TELL)
            // each 2xx is told: the user acknowledges it, and further ones of a fork
            .on(ACCEPTED, SUCCESS, ACCEPTED, TELL)
            .on(ACCEPTED, Event.TIMER_M, TERMINATED)
            .on(COMPLETED, FAILURE, COMPLETED, ACKNOWLEDGE)
            .on(COMPLETED, Event.TIMER_D, TERMINATED);

    /** RFC 3261, figure 6. */
    static final Machine CLIENT_NON_INVITE = new Machine(TRYING, SEND, start(Timer.E), start(Timer.F))
            .on(TRYING, Event.TIMER_E, TRYING, SEND, start(Timer.E))
            .on(TRYING, Event.TIMER_F, TERMINATED, TELL_TIMEOUT)
            .on(TRYING, UNREACHABLE, TERMINATED, TELL_UNREACHABLE)
            .on(TRYING, PROVISIONAL, PROCEEDING, TELL)
            .on(TRYING, SUCCESS, COMPLETED, stop(Timer.E), stop(Timer.F), start(Timer.K), TELL)
            .on(TRYING, FAILURE, COMPLETED, stop(Timer.E), stop(Timer.F), start(Timer.K), TELL)
            .on(PROCEEDING, Event.TIMER_E, PROCEEDING, SEND, start(Timer.E))
            .on(PROCEEDING, Event.TIMER_F, TERMINATED, TELL_TIMEOUT)
            .on(PROCEEDING, UNREACHABLE, TERMINATED, TELL_UNREACHABLE)
            .on(PROCEEDING, PROVISIONAL, PROCEEDING, TELL)
            .on(PROCEEDING, SUCCESS, COMPLETED, stop(Timer.E), stop(Timer.F), start(Timer.K), TELL)
            .on(PROCEEDING, FAILURE, COMPLETED, stop(Timer.E), stop(Timer.F), start(Timer.K), TELL)
            .on(COMPLETED, Event.TIMER_K, TERMINATED);

    /** RFC 3261, figure 7, as changed by RFC 6026, 7.1. The user repeats a 2xx and hears of its ACK. */
    static final Machine SERVER_INVITE = new Machine(PROCEEDING)
            .on(PROCEEDING, REQUEST, PROCEEDING, SEND)
            .on(PROCEEDING, PROVISIONAL, PROCEEDING, SEND)
            .on(PROCEEDING, SUCCESS, ACCEPTED, SEND, start(Timer.L))
            .on(PROCEEDING, FAILURE, COMPLETED, SEND, start(Timer.G), start(Timer.H))
            .on(ACCEPTED, SUCCESS, ACCEPTED, SEND)
            .on(ACCEPTED, ACK, ACCEPTED, TELL)
            .on(ACCEPTED, Event.TIMER_L, TERMINATED)
            .on(COMPLETED, REQUEST, COMPLETED, SEND)
            .on(COMPLETED, Event.TIMER_G, COMPLETED, SEND, start(Timer.G))
            .on(COMPLETED, Event.TIMER_H, TERMINATED, TELL_TIMEOUT)
            .on(COMPLETED, ACK, CONFIRMED, stop(Timer.G), stop(Timer.H), start(Timer.I))
            .on(CONFIRMED, Event.TIMER_I, TERMINATED);

    /** RFC 3261, figure 8. */
    static final Machine SERVER_NON_INVITE = new Machine(TRYING)
            .on(TRYING, PROVISIONAL, PROCEEDING, SEND)
            .on(TRYING, SUCCESS, COMPLETED, SEND, start(Timer.J))
            .on(TRYING, FAILURE, COMPLETED, SEND, start(Timer.J))
            .on(PROCEEDING, REQUEST, PROCEEDING, SEND)
            .on(PROCEEDING, PROVISIONAL, PROCEEDING, SEND)
            .on(PROCEEDING, SUCCESS, COMPLETED, SEND, start(Timer.J))
            .on(PROCEEDING, FAILURE, COMPLETED, SEND, start(Timer.J))
            .on(COMPLETED, REQUEST, COMPLETED, SEND)
            .on(COMPLETED, Event.TIMER_J, TERMINATED);

    private final Row first;
    private final Map<State, Map<Event, Row>> rows = new EnumMap<>(State.class);

    private Machine(State initial, Effect... effects) {
        first = new Row(initial, List.of(effects));
    }

    private Machine on(State state, Event event, State next, Effect... effects) {
        rows.computeIfAbsent(state, _ -> new EnumMap<>(Event.class)).put(event, new Row(next, List.of(effects)));
        return this;
    }

    private static Effect start(Timer timer) {
        return new Start(timer);
    }

    private static Effect stop(Timer timer) {
        return new Stop(timer);
    }

    Row first() {
        return first;
    }

    Row next(State state, Event event) {
        Row row = rows.getOrDefault(state, Map.of()).get(event);
        return row == null ? new Row(state, List.of()) : row;
    }

    /** Whether the table says something about this pair. */
    boolean knows(State state, Event event) {
        return rows.getOrDefault(state, Map.of()).containsKey(event);
    }
}
