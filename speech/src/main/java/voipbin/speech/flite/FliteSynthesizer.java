package voipbin.speech.flite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.speech.Availability;
import voipbin.speech.PcmStream;
import voipbin.speech.Synthesizer;
import voipbin.speech.Voice;
import voipbin.speech.program.Output;
import voipbin.speech.program.Program;
import voipbin.speech.script.Passage;

/**
 * English by flite 2. Voice {@code slt} unless another one is named. Markup is not handed on (flite speaks some tags
 * and ignores the rest): it gets the words alone.
 */
public final class FliteSynthesizer implements Synthesizer {

    private static final List<String> PREFERRED = List.of("slt", "rms");
    private static final String MISSING = "flite is not installed: apt-get install flite";

    private final Program program;
    private final Path folder;
    private volatile @Nullable List<Voice> voices;

    /** @param folder where flite leaves its sound for a moment; it cannot write to a pipe */
    public FliteSynthesizer(Program program, Path folder) {
        this.program = program;
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public String name() {
        return "flite";
    }

    @Override
    public Availability availability() {
        if (program.path().isEmpty()) {
            return new Availability(name(), List.of(), MISSING);
        }
        try {
            List<Voice> found = voices();
            return new Availability(name(), found, found.isEmpty() ? "flite has no voices" : "");
        } catch (IOException broken) {
            return new Availability(name(), List.of(), "flite cannot be run: " + broken.getMessage());
        }
    }

    @Override
    public Optional<Voice> voiceFor(Locale language, String voiceId) {
        if (!language.getLanguage().equals("en")) {
            return Optional.empty();
        }
        List<Voice> all = availability().voices();
        return all.stream()
                .filter(voice -> voice.id().equals(voiceId))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    @Override
    public PcmStream synthesize(Passage passage, Voice voice, int rate) throws IOException {
        Path file = Files.createTempFile(folder, "flite", ".part");
        List<String> arguments = List.of("-voice", voice.id(), "-f", "/dev/stdin", "-o", file.toString());
        return program.speak(arguments, Ascii.of(passage.words()) + "\n", new Output.Written(file), rate);
    }

    /** The preferred ones first, so that the first is the default. */
    private List<Voice> voices() throws IOException {
        List<Voice> known = voices;
        if (known == null || known.isEmpty()) {
            known = listed(program.output("-lv"));
            voices = known;
        }
        return known;
    }

    private static List<Voice> listed(String listing) {
        List<String> ids = new ArrayList<>(Arrays.asList(
                listing.substring(listing.indexOf(':') + 1).strip().split("\\s+")));
        // a voice such as awb_time can tell the time and nothing else
        ids.removeIf(id -> id.isEmpty() || id.endsWith("_time"));
        ids.sort(
                Comparator.comparingInt(id -> (PREFERRED.indexOf(id) + PREFERRED.size() + 1) % (PREFERRED.size() + 1)));
        return ids.stream()
                .map(id -> new Voice(id, id.equals("awb") ? Locale.UK : Locale.US))
                .toList();
    }
}
