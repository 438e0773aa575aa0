package voipbin.bench.ivr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The flow of one seat: it plays the seat's prompt, takes four keys, notes them in a variable, and branches: the seat's
 * own keys lead to its own chord, those of its neighbours to theirs, and all others to the voice of the seat itself.
 */
public final class Menu {

    /** Where the keys are noted. */
    public static final String PRESSED = "bench.pressed";

    /** Seconds of the chord at a branch. */
    static final int BRANCH_SECONDS = 3;

    private static final int KEYS = 10_000;
    private static final int APART = 7919;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Tones tones;
    private final Sounds sounds;
    private final int promptSeconds;

    public Menu(Tones tones, Sounds sounds, int promptSeconds) {
        this.tones = tones;
        this.sounds = sounds;
        this.promptSeconds = promptSeconds;
    }

    /** Four keys, no two seats the same. */
    public static String keys(int seat) {
        return "%04d".formatted((1234 + seat * APART) % KEYS);
    }

    /** Who calls. */
    public Caller.Seat seat(int number) {
        // a frame or two may be cut off at the end
        return new Caller.Seat(number, keys(number), tones.voice(number), promptSeconds * 8000 - 800);
    }

    /** Its number. */
    public static String number(int seat) {
        return "+8992%08d".formatted(seat);
    }

    /** To be posted. */
    public Map<String, Object> flow(int seat) {
        return Map.of("name", "ivr " + seat, "detail", "", "actions", actions(seat));
    }

    /** The same, recorded from its answer on. */
    public Map<String, Object> recordedFlow(int seat) {
        List<Map<String, Object>> actions = new ArrayList<>(actions(seat));
        actions.add(1, action("recording_start", Map.of("format", "wav")));
        return Map.of("name", "recorded ivr " + seat, "detail", "", "actions", actions);
    }

    /** What whom we call is told: the seat's chord. */
    public List<Map<String, Object>> announcement(int seat) {
        return List.of(play(UUID.randomUUID().toString(), tones.branch(seat), BRANCH_SECONDS));
    }

    private List<Map<String, Object>> actions(int seat) {
        int before = (seat + tones.calls() - 1) % tones.calls();
        int after = (seat + 1) % tones.calls();
        String own = UUID.randomUUID().toString();
        String first = UUID.randomUUID().toString();
        String second = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        // with one or two seats, neighbours are the same ones
        Map<String, String> targets = new HashMap<>();
        targets.put(keys(before), first);
        targets.put(keys(after), second);
        targets.put(keys(seat), own);
        return List.of(
                Map.of("type", "answer"),
                play(UUID.randomUUID().toString(), tones.prompt(seat), promptSeconds),
                action("digits_receive", Map.of("duration", PATIENCE_MILLIS, "length", 4)),
                action("variable_set", Map.of("key", PRESSED, "value", "${voipbin.call.digits}")),
                action("branch", Map.of("target_ids", targets, "default_target_id", other)),
                play(own, tones.branch(seat), BRANCH_SECONDS),
                Map.of("type", "hangup"),
                play(first, tones.branch(before), BRANCH_SECONDS),
                Map.of("type", "hangup"),
                play(second, tones.branch(after), BRANCH_SECONDS),
                Map.of("type", "hangup"),
                play(other, tones.voice(seat), BRANCH_SECONDS),
                Map.of("type", "hangup"));
    }

    private Map<String, Object> play(String id, Chord chord, int seconds) {
        return Map.of("id", id, "type", "play", "option", Map.of("stream_urls", List.of(sounds.url(chord, seconds))));
    }

    private static Map<String, Object> action(String type, Map<String, Object> option) {
        return Map.of("type", type, "option", option);
    }
}
