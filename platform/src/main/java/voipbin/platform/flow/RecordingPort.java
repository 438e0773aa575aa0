package voipbin.platform.flow;

import voipbin.base.Id;

/** Records calls for flows. */
public interface RecordingPort {

    /**
     * How to record.
     *
     * @param format {@code wav}
     * @param endOfSilence seconds, 0 for never
     * @param endOfKey {@code none}, {@code any}, {@code *}, {@code #}, or empty for none
     * @param duration seconds, 0 for no end
     * @param onEndFlowId runs once the files are stored; nil for none
     */
    record Wish(String format, int endOfSilence, String endOfKey, int duration, Id<Flow> onEndFlowId) {}

    /**
     * Begins to record a call, and sets {@code voipbin.recording.…} in its activeflow.
     *
     * @throws voipbin.base.Problem when it cannot be recorded now, or not so
     */
    void start(Id<?> call, Wish wish);

    /** Ends the recording of a call; without effect when there is none. */
    void stop(Id<?> call);
}
