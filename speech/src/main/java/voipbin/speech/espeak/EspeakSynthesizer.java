package voipbin.speech.espeak;

import java.io.IOException;
import java.util.ArrayList;
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

/** Many languages by espeak-ng. A voice's id is its tag in {@code espeak-ng --voices}; markup is handed on. */
public final class EspeakSynthesizer implements Synthesizer {

    private static final String MISSING = "espeak-ng is not installed: apt-get install espeak-ng";

    private final Program program;
    private volatile @Nullable EspeakVoices voices;

    public EspeakSynthesizer(Program program) {
        this.program = program;
    }

    @Override
    public String name() {
        return "espeak";
    }

    @Override
    public Availability availability() {
        if (program.path().isEmpty()) {
            return new Availability(name(), List.of(), MISSING);
        }
        try {
            List<Voice> found = voices().all().stream().map(EspeakVoice::voice).toList();
            return new Availability(name(), found, found.isEmpty() ? "espeak-ng has no voices" : "");
        } catch (IOException broken) {
            return new Availability(name(), List.of(), "espeak-ng cannot be run: " + broken.getMessage());
        }
    }

    @Override
    public Optional<Voice> voiceFor(Locale language, String voiceId) {
        if (!availability().isAvailable()) {
            return Optional.empty();
        }
        try {
            EspeakVoices all = voices();
            Optional<EspeakVoice> usual = all.speaking(language);
            return all.named(voiceId)
                    .filter(named -> usual.isPresent() && sameLanguage(named, usual.get()))
                    .or(() -> usual)
                    .map(EspeakVoice::voice);
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private static boolean sameLanguage(EspeakVoice one, EspeakVoice other) {
        return one.voice()
                .language()
                .getLanguage()
                .equals(other.voice().language().getLanguage());
    }

    @Override
    public PcmStream synthesize(Passage passage, Voice voice, int rate) throws IOException {
        String file = voices().named(voice.id())
                .orElseThrow(() -> new IOException("espeak-ng has no voice " + voice.id()))
                .file();
        List<String> arguments = new ArrayList<>(List.of("-v", file, "-b", "1", "--stdin", "--stdout"));
        boolean marked = !passage.markup().isEmpty();
        if (marked) {
            arguments.add("-m");
        }
        // two brackets would begin a word in phonemes
        String text = (marked ? passage.markup() : passage.words()).replaceAll("\\[(?=\\[)", "[ ");
        return program.speak(arguments, text, new Output.Standard(), rate);
    }

    private EspeakVoices voices() throws IOException {
        EspeakVoices known = voices;
        if (known == null || known.all().isEmpty()) {
            known = EspeakVoices.listed(program.output("--voices"));
            voices = known;
        }
        return known;
    }
}
