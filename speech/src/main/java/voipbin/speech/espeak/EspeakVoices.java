package voipbin.speech.espeak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which voice speaks a language, by what this espeak-ng lists. */
final class EspeakVoices {

    private static final Pattern LINE =
            Pattern.compile("\\s*(\\d+)\\s+(\\S+)\\s+\\S+\\s+\\S+\\s+(\\S+)\\s*((?:\\([^()]*\\)\\s*)*)");
    private static final Pattern OTHER = Pattern.compile("\\((\\S+) (\\d+)\\)");

    /** Spanish in these regions is not that of Latin America (UN M.49 area 419). */
    private static final Set<String> NOT_LATIN_AMERICA = Set.of("", "ES", "GQ", "PH", "EA", "IC");

    private final List<EspeakVoice> voices;

    private EspeakVoices(List<EspeakVoice> voices) {
        this.voices = List.copyOf(voices);
    }

    /** Reads the table; lines that are no voice, such as its head, are passed over. */
    static EspeakVoices listed(String listing) {
        Map<String, EspeakVoice> byTag = new java.util.LinkedHashMap<>();
        listing.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            Map<String, Integer> others = new HashMap<>();
            OTHER.matcher(line.group(4))
                    .results()
                    .forEach(other -> others.put(tag(other.group(1)), Integer.parseInt(other.group(2))));
            EspeakVoice voice = new EspeakVoice(Integer.parseInt(line.group(1)), line.group(2), line.group(3), others);
            byTag.putIfAbsent(voice.tag(), voice);
        });
        return new EspeakVoices(List.copyOf(byTag.values()));
    }

    List<EspeakVoice> all() {
        return voices;
    }

    /** The voice of this id, which is its tag as it is listed. */
    Optional<EspeakVoice> named(String id) {
        return voices.stream().filter(voice -> voice.tag().equalsIgnoreCase(id)).findFirst();
    }

    /** The best voice for the language: of the region, else of a larger region, else of the language alone. */
    Optional<EspeakVoice> speaking(Locale language) {
        return tags(language).stream()
                .flatMap(tag -> speaking(tag).stream())
                .findFirst()
                .or(() -> sameLanguage(language));
    }

    private Optional<EspeakVoice> speaking(String tag) {
        Optional<EspeakVoice> own = voices.stream()
                .filter(voice -> tag(voice.tag()).equals(tag))
                .min(Comparator.comparingInt(EspeakVoice::priority));
        return own.or(() -> voices.stream()
                .filter(voice -> voice.others().containsKey(tag))
                .min(Comparator.comparingInt(voice -> voice.others().getOrDefault(tag, Integer.MAX_VALUE))));
    }

    private Optional<EspeakVoice> sameLanguage(Locale language) {
        return voices.stream()
                .filter(voice -> voice.voice().language().getLanguage().equals(language.getLanguage()))
                .min(Comparator.comparingInt(EspeakVoice::priority));
    }

    /** The tags to look for, the narrowest first. */
    private static List<String> tags(Locale wanted) {
        String language = wanted.getLanguage();
        String region = wanted.getCountry();
        List<String> tags = new ArrayList<>();
        tags.add(tag(wanted.toLanguageTag()));
        if (!region.isEmpty()) {
            tags.add(tag(language + "-" + region));
        }
        switch (language) {
            case "en" -> Stream.of("en-us").filter(_ -> region.isEmpty()).forEach(tags::addFirst);
            case "es" ->
                Stream.of("es-419")
                        .filter(_ -> !NOT_LATIN_AMERICA.contains(region))
                        .forEach(tags::add);
            case "zh" -> tags.add(Set.of("HK", "MO").contains(region) ? "yue" : "cmn");
            case "nn" -> tags.add("nb");
            default -> {} // the language as it is
        }
        tags.add(language);
        return tags;
    }

    /** In one way of writing: {@code zh-cmn} is {@code cmn}. */
    private static String tag(String tag) {
        return Locale.forLanguageTag(tag).toLanguageTag().toLowerCase(Locale.ROOT);
    }
}
