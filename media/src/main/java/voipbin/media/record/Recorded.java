package voipbin.media.record;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What came of a recording, once its files are complete.
 *
 * @param length of each file
 */
public record Recorded(Ending ending, List<Path> files, Duration length) {}
