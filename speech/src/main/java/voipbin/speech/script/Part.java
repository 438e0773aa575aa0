package voipbin.speech.script;

/** A piece of an utterance that is made at one go. */
public sealed interface Part permits Passage, Pause {}
