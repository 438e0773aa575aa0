package voipbin.speech.espeak;

import java.util.Locale;
import java.util.Map;
import voipbin.speech.Voice;

/**
 * One line of {@code espeak-ng --voices}.
 *
 * @param priority of its own tag; a lower one is to be preferred
 * @param tag its own language tag, e.g. {@code en-gb}
 * @param file what selects it without doubt, e.g. {@code gmw/en}
 * @param others further tags that it can speak, with its priority there
 */
record EspeakVoice(int priority, String tag, String file, Map<String, Integer> others) {

    Voice voice() {
        return new Voice(tag, Locale.forLanguageTag(tag));
    }
}
