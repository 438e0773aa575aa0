package voipbin.speech;

import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who speaks an utterance: the provider that was asked for, else who fits best, else who comes first. */
final class Choice {

    /** A provider with its voice. */
    record Speaker(Synthesizer synthesizer, Voice voice) {}

    private final List<Synthesizer> synthesizers;

    Choice(List<Synthesizer> synthesizers) {
        this.synthesizers = List.copyOf(synthesizers);
    }

    /** Those who can speak it; the first is to be tried first. */
    List<Speaker> speakers(Utterance utterance) {
        Optional<Locale> language = language(utterance.language());
        return language.stream()
                .flatMap(wanted -> synthesizers.stream()
                        .flatMap(each ->
                                each
                                        .voiceFor(wanted, utterance.voiceId())
                                        .map(voice -> new Speaker(each, voice))
                                        .stream()))
                .sorted(Comparator.comparingInt(speaker -> rank(speaker, utterance, language.orElse(Locale.US))))
                .toList();
    }

    private static int rank(Speaker speaker, Utterance utterance, Locale language) {
        String region = language.getCountry();
        if (speaker.synthesizer().name().equals(utterance.provider())) {
            return 0;
        }
        if (speaker.voice().id().equals(utterance.voiceId())) {
            return 1;
        }
        return region.isEmpty() || region.equals(speaker.voice().language().getCountry()) ? 2 : 3;
    }

    /** Why nobody speaks it. */
    String reason(Utterance utterance) {
        List<Availability> all =
                synthesizers.stream().map(Synthesizer::availability).toList();
        String missing = all.stream()
                .filter(each -> !each.isAvailable())
                .map(Availability::missing)
                .collect(Collectors.joining("; "));
        if (all.stream().noneMatch(Availability::isAvailable)) {
            return "There is no speech synthesizer: apt-get install flite espeak-ng"
                    + (missing.isEmpty() ? "" : " (" + missing + ")");
        }
        if (language(utterance.language()).isEmpty()) {
            return "\"" + utterance.language() + "\" is not a BCP-47 language tag";
        }
        return Stream.of("Nobody here speaks " + utterance.language(), missing)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static Optional<Locale> language(String tag) {
        if (tag.isBlank()) {
            return Optional.of(Locale.US);
        }
        try {
            Locale locale = new Locale.Builder()
                    .setLanguageTag(tag.strip().replace('_', '-'))
                    .build();
            return locale.getLanguage().isEmpty() ? Optional.empty() : Optional.of(locale);
        } catch (IllformedLocaleException malformed) {
            return Optional.empty();
        }
    }
}
