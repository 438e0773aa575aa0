package voipbin.speech;

import java.nio.file.Path;

/**
 * How much speech may take of the machine.
 *
 * @param cacheFolder where finished utterances are kept; made when missing, used by this process alone
 * @param cacheBytes how large that folder may grow before what was least recently spoken is removed
 * @param processes how many chunks of text may be synthesised at the same time
 */
public record SpeechConfig(Path cacheFolder, long cacheBytes, int processes) {

    /** @throws IllegalArgumentException when there is not at least one process, or the size is negative */
    public SpeechConfig {
        if (processes < 1) {
            throw new IllegalArgumentException("processes " + processes + ": at least 1");
        }
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("cacheBytes " + cacheBytes + ": not negative");
        }
    }

    /** 256 MiB of cache, and as many processes as the machine has cores. */
    public static SpeechConfig in(Path cacheFolder) {
        return new SpeechConfig(cacheFolder, 256L << 20, Runtime.getRuntime().availableProcessors());
    }
}
