package voipbin.platform.groupcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import voipbin.platform.groupcall.Groupcall.Status;

class GroupcallMachineTest {

    private static final GroupcallState RINGING = GroupcallState.ringing(false);
    private static final GroupcallState LINEAR = GroupcallState.ringing(true);

    private static Map<String, GroupcallState> states() {
        Map<String, GroupcallState> states = new LinkedHashMap<>();
        states.put("ringing", RINGING);
        states.put("ringing, more", LINEAR);
        states.put("dialling more", LINEAR.onceDialling(true));
        states.put("answered", RINGING.onceAnswered());
        states.put("answered, more", LINEAR.onceAnswered());
        states.put("unwanted", RINGING.onceStopped());
        states.put("dialling, unwanted", LINEAR.onceDialling(true).onceStopped());
        states.put("hangingup", RINGING.to(Status.HANGINGUP).onceStopped());
        states.put(
                "dialling, hangingup",
                LINEAR.onceDialling(true).to(Status.HANGINGUP).onceStopped());
        states.put("hangup", RINGING.to(Status.HANGUP));
        return states;
    }

    /** Every pair, so that none is decided by accident. */
    @Test
    void theWholeTableIsWhatThePageSays() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "call-states.md")).replace("\r\n", "\n");
        assertThat(page).contains("```\n" + table().strip() + "\n```");
    }

    private static String table() {
        StringBuilder table = new StringBuilder();
        states().forEach((name, state) -> {
            for (GroupcallSignal signal : GroupcallSignal.values()) {
                GroupcallMachine.Turn turn = GroupcallMachine.next(state, signal);
                table.append("%-19s | %-12s -> %s".formatted(name, word(signal), words(turn.state())));
                turn.effects().forEach(effect -> table.append(' ').append(effect));
                table.append('\n');
            }
        });
        return table.toString();
    }

    private static String words(GroupcallState state) {
        List<String> words = new ArrayList<>();
        words.add(word(state.status()));
        if (state.status() == Status.PROGRESSING) {
            if (state.answered()) {
                words.add("answered");
            }
            if (state.stopped()) {
                words.add("unwanted");
            }
        }
        if (state.dialling()) {
            words.add("dialling");
        }
        return String.join(" ", words);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whatever happens in whatever order, it says once that it is over, and dials only while nobody has answered. */
    @Test
    void aGroupEndsOnceAndDialsNobodyWhoIsNotWanted() {
        Random random = new Random(4711);
        for (int run = 0; run < 20_000; run++) {
            GroupcallState state = GroupcallState.ringing(random.nextBoolean());
            int ends = 0;
            for (int step = 0; step < 30; step++) {
                GroupcallSignal signal = GroupcallSignal.values()[random.nextInt(GroupcallSignal.values().length)];
                GroupcallMachine.Turn turn = GroupcallMachine.next(state, signal);
                if (turn.effects().contains(GroupcallEffect.DIAL_NEXT)) {
                    assertThat(state.isSettled()).isFalse();
                    assertThat(state.dialling()).isFalse();
                }
                ends += turn.effects().contains(GroupcallEffect.TELL_OVER) ? 1 : 0;
                assertThat(ends).isEqualTo(turn.state().status() == Status.HANGUP ? 1 : 0);
                assertThat(turn.state().answered() || !state.answered())
                        .as("an answer stays")
                        .isTrue();
                state = turn.state();
            }
        }
    }
}
