package voipbin.speech;

import java.util.List;

/**
 * What a provider can do just now.
 *
 * @param provider its name
 * @param voices with their languages; empty when it is missing
 * @param missing why it cannot be used, as a sentence that says what to do; empty when it can
 */
public record Availability(String provider, List<Voice> voices, String missing) {

    public Availability {
        voices = List.copyOf(voices);
    }

    public boolean isAvailable() {
        return missing.isEmpty();
    }
}
