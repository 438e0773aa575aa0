package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;
import voipbin.speech.Utterance;

/**
 * Speaks a text, answering the call first if that has not happened.
 *
 * @param text plain text or SSML
 * @param language BCP-47 tag
 * @param provider who synthesises; one that is not configured means the default
 * @param voiceId the provider's name of a voice; empty means its default for the language
 * @param digitsHandle {@code next}: a key ends it
 * @param async whether the flow goes on at once
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record Talk(String text, String language, String provider, String voiceId, String digitsHandle, boolean async)
        implements Step {

    /** What telephone audio is sampled at. */
    private static final int RATE = 8000;

    @Override
    public Next run(Run run) throws InterruptedException {
        run.call().answer();
        Utterance utterance = new Utterance(text, language, provider, voiceId, RATE);
        if (async) {
            run.call().sounds().speak(utterance, run.told());
            return Next.ONWARD;
        }
        if (digitsHandle.equals("next")) {
            run.digits().tell(_ -> run.skip());
        }
        run.call().sounds().talk(utterance);
        return Next.ONWARD;
    }
}
