package voipbin.platform.flow.action;

import voipbin.platform.flow.CallPort;
import voipbin.speech.Utterance;

/**
 * Speaks a text, answering the call first if that has not happened.
 *
 * @param text plain text or SSML
 * @param language BCP-47 tag
 * @param provider who synthesises; one that is not configured means the default
 * @param voiceId the provider's name of a voice; empty means its default for the language
 */
record Talk(String text, String language, String provider, String voiceId) implements Step {

    /** What telephone audio is sampled at. */
    private static final int RATE = 8000;

    @Override
    public Next run(CallPort call) throws InterruptedException {
        call.answer();
        call.talk(new Utterance(text, language, provider, voiceId, RATE));
        return Next.ONWARD;
    }
}
