package voipbin.speech;

import java.util.Locale;

/**
 * One voice of a provider.
 *
 * @param id the provider's own name of it
 * @param language what it speaks
 */
public record Voice(String id, Locale language) {}
