package voipbin.media.record;

/**
 * What is to be recorded.
 *
 * @param name of the files, without direction and ending
 */
public record RecordingPlan(String name, Layout layout, Limits limits) {}
