package voipbin.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The whole matrix of each machine, as text: what is not printed changes nothing. */
class MachineTest {

    @Test
    void clientInvite() {
        assertThat(print(Machine.CLIENT_INVITE)).isEqualTo("""
                start -> CALLING: send, start A, start B
                CALLING PROVISIONAL -> PROCEEDING: stop A, stop B, tell
                CALLING SUCCESS -> ACCEPTED: stop A, stop B, start M, tell
                CALLING FAILURE -> COMPLETED: stop A, stop B, acknowledge, start D, tell
                CALLING UNREACHABLE -> TERMINATED: tell_unreachable
                CALLING TIMER_A -> CALLING: send, start A
                CALLING TIMER_B -> TERMINATED: tell_timeout
                PROCEEDING PROVISIONAL -> PROCEEDING: tell
                PROCEEDING SUCCESS -> ACCEPTED: start M, tell
                PROCEEDING FAILURE -> COMPLETED: acknowledge, start D, tell
                ACCEPTED SUCCESS -> ACCEPTED: tell
                ACCEPTED TIMER_M -> TERMINATED:
                COMPLETED FAILURE -> COMPLETED: acknowledge
                COMPLETED TIMER_D -> TERMINATED:
                """);
    }

    @Test
    void clientNonInvite() {
        assertThat(print(Machine.CLIENT_NON_INVITE)).isEqualTo("""
                start -> TRYING: send, start E, start F
                TRYING PROVISIONAL -> PROCEEDING: tell
                TRYING SUCCESS -> COMPLETED: stop E, stop F, start K, tell
                TRYING FAILURE -> COMPLETED: stop E, stop F, start K, tell
                TRYING UNREACHABLE -> TERMINATED: tell_unreachable
                TRYING TIMER_E -> TRYING: send, start E
                TRYING TIMER_F -> TERMINATED: tell_timeout
                PROCEEDING PROVISIONAL -> PROCEEDING: tell
                PROCEEDING SUCCESS -> COMPLETED: stop E, stop F, start K, tell
                PROCEEDING FAILURE -> COMPLETED: stop E, stop F, start K, tell
                PROCEEDING UNREACHABLE -> TERMINATED: tell_unreachable
                PROCEEDING TIMER_E -> PROCEEDING: send, start E
                PROCEEDING TIMER_F -> TERMINATED: tell_timeout
                COMPLETED TIMER_K -> TERMINATED:
                """);
    }

    @Test
    void serverInvite() {
        assertThat(print(Machine.SERVER_INVITE)).isEqualTo("""
                start -> PROCEEDING:
                PROCEEDING REQUEST -> PROCEEDING: send
                PROCEEDING PROVISIONAL -> PROCEEDING: send
                PROCEEDING SUCCESS -> ACCEPTED: send, start L
                PROCEEDING FAILURE -> COMPLETED: send, start G, start H
                ACCEPTED ACK -> ACCEPTED: tell
                ACCEPTED SUCCESS -> ACCEPTED: send
                ACCEPTED TIMER_L -> TERMINATED:
                COMPLETED REQUEST -> COMPLETED: send
                COMPLETED ACK -> CONFIRMED: stop G, stop H, start I
                COMPLETED TIMER_G -> COMPLETED: send, start G
                COMPLETED TIMER_H -> TERMINATED: tell_timeout
                CONFIRMED TIMER_I -> TERMINATED:
                """);
    }

    @Test
    void serverNonInvite() {
        assertThat(print(Machine.SERVER_NON_INVITE)).isEqualTo("""
                start -> TRYING:
                TRYING PROVISIONAL -> PROCEEDING: send
                TRYING SUCCESS -> COMPLETED: send, start J
                TRYING FAILURE -> COMPLETED: send, start J
                PROCEEDING REQUEST -> PROCEEDING: send
                PROCEEDING PROVISIONAL -> PROCEEDING: send
                PROCEEDING SUCCESS -> COMPLETED: send, start J
                PROCEEDING FAILURE -> COMPLETED: send, start J
                COMPLETED REQUEST -> COMPLETED: send
                COMPLETED TIMER_J -> TERMINATED:
                """);
    }

    @Test
    void whatIsNotInTheTableChangesNothing() {
        for (Machine machine : List.of(Machine.CLIENT_INVITE, Machine.SERVER_NON_INVITE)) {
            for (Event event : Event.values()) {
                assertThat(machine.next(State.TERMINATED, event))
                        .isEqualTo(new Machine.Row(State.TERMINATED, List.of()));
            }
        }
    }

    private static String print(Machine machine) {
        List<String> lines = new ArrayList<>();
        lines.add(line("start", machine.first()));
        for (State state : State.values()) {
            for (Event event : Event.values()) {
                if (machine.knows(state, event)) {
                    lines.add(line(state + " " + event, machine.next(state, event)));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(String from, Machine.Row row) {
        String effects = row.effects().stream().map(MachineTest::word).collect(Collectors.joining(", "));
        return (from + " -> " + row.next() + ": " + effects).strip();
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case Effect.Act act -> act.name().toLowerCase(Locale.ROOT);
            case Effect.Start(Timer timer) -> "start " + timer;
            case Effect.Stop(Timer timer) -> "stop " + timer;
        };
    }
}
