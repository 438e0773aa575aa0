package voipbin.bench.ivr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one call was like.
 *
 * @param mistakes sentences; none if all is well
 * @param crossTalk packets that it heard though they were another's
 * @param prompt packets of its own prompt
 * @param branch packets of what its own keys lead to
 * @param torn packets that are neither whole nor silent: at most those at the edges of a sound
 */
record Verdict(List<String> mistakes, int crossTalk, int prompt, int branch, int torn) {

    /** Of the energy of a packet. */
    private static final double ENOUGH = 0.9;

    /** Of the packets of a sound. */
    private static final double MOST = 0.9;

    private static final int A_SECOND = 50;

    /** First and last packet of two sounds. */
    private static final int EDGES = 4;

    /** @param promptSeconds how long the prompt is */
    static Verdict of(Caller caller, Tones tones, int promptSeconds) {
        List<String> mistakes = new ArrayList<>();
        if (!Booth.isHungUpByServer(caller)) {
            mistakes.add("ended by " + caller.ended().map(Object::toString).orElse("nobody"));
        }
        if (caller.strays() > 0) {
            mistakes.add(caller.strays() + " packets that are not its own");
        }
        Verdict heard = listen(caller, tones, mistakes);
        require(mistakes, heard.prompt, promptSeconds, "prompt");
        require(mistakes, heard.branch, Menu.BRANCH_SECONDS, "branch");
        if (heard.torn > EDGES) {
            mistakes.add(heard.torn + " packets are torn");
        }
        return heard;
    }

    private static void require(List<String> mistakes, int packets, int seconds, String what) {
        if (packets < MOST * seconds * A_SECOND) {
            mistakes.add("heard %d packets of its %s".formatted(packets, what));
        }
    }

    private static Verdict listen(Caller caller, Tones tones, List<String> mistakes) {
        int seat = caller.seat().number();
        int prompt = 0;
        int branch = 0;
        int torn = 0;
        int crossTalk = 0;
        for (int at = 0; at < caller.heard().length(); at += Chord.FRAME) {
            short[] frame = caller.heard().frame(at);
            if (tones.prompt(seat).share(frame) >= ENOUGH) {
                prompt++;
            } else if (tones.branch(seat).share(frame) >= ENOUGH) {
                branch++;
            } else if (!Chord.isSilent(frame)) {
                Optional<Integer> whose = tones.whose(frame).filter(other -> other != seat);
                torn += whose.isEmpty() ? 1 : 0;
                crossTalk += whose.isEmpty() ? 0 : 1;
                whose.ifPresent(other -> mistakes.add("hears a packet of call " + other));
            }
        }
        return new Verdict(mistakes, crossTalk, prompt, branch, torn);
    }

    boolean isWell() {
        return mistakes.isEmpty();
    }

    boolean isSilent() {
        return prompt == 0 || branch == 0;
    }

    /** With another mistake, which sound does not tell. */
    Verdict with(String mistake) {
        List<String> more = new ArrayList<>(mistakes);
        more.add(mistake);
        return new Verdict(more, crossTalk, prompt, branch, torn);
    }

    /** All mistakes, figures left out, and how often each was made. */
    static Map<String, Long> reasons(List<Verdict> all) {
        return all.stream()
                .flatMap(verdict -> verdict.mistakes().stream())
                .collect(Collectors.groupingBy(
                        mistake -> mistake.replaceAll("\\b[0-9]+\\b", "…"), TreeMap::new, Collectors.counting()));
    }

    /** The first call that is not well, if there is one. */
    static Optional<String> first(List<Verdict> all) {
        for (int seat = 0; seat < all.size(); seat++) {
            if (!all.get(seat).isWell()) {
                return Optional.of(
                        "call " + seat + ": " + String.join(", ", all.get(seat).mistakes()));
            }
        }
        return Optional.empty();
    }
}
