package voipbin.speech.script;

/**
 * A few sentences to be spoken.
 *
 * @param words the words alone, with no tag and no entity left in them; never blank
 * @param markup the same as a well-formed {@code <speak>} document made of {@code p}, {@code s}, {@code prosody},
 *     {@code emphasis} and {@code say-as} only; empty when the text came without markup
 */
public record Passage(String words, String markup) implements Part {}
