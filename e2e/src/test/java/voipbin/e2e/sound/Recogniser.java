package voipbin.e2e.sound;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Program;

/** Debian's pocketsphinx with its English model. */
final class Recogniser {
    private static final String MODEL = "/usr/share/pocketsphinx/model/en-us/";
    private static final int RATE = 16_000;

    private Recogniser() {}

    /** The words, lower case, all utterances in one line. Takes about a third of the sound's time. */
    static String words(Wav wav) {
        Program.demand("pocketsphinx_continuous", "pocketsphinx");
        if (!Files.isDirectory(Path.of(MODEL))) {
            throw new AssertionError("there is no " + MODEL + ": apt-get install pocketsphinx-en-us");
        }
        try (var home = Home.of("pocketsphinx")) {
            var file = home.path().resolve("heard.wav");
            new Wav(RATE, repeated(wav)).write(file);
            var command = List.of(
                    "pocketsphinx_continuous",
                    "-infile",
                    file.toString(),
                    "-hmm",
                    MODEL + "en-us",
                    "-lm",
                    MODEL + "en-us.lm.bin",
                    "-dict",
                    MODEL + "cmudict-en-us.dict",
                    "-logfn",
                    "/dev/null");
            return Program.run(command, home.path()).replace('\n', ' ').strip();
        }
    }

    /** Each sample twice: the mirror image above 4 kHz is what the 16 kHz model wants there, a clean gap is not. */
    private static short[] repeated(Wav wav) {
        var times = RATE / wav.rate();
        var wide = new short[wav.samples().length * times];
        for (var i = 0; i < wide.length; i++) {
            wide[i] = wav.samples()[i / times];
        }
        return wide;
    }
}
