package voipbin.platform.flow.action;

import voipbin.platform.flow.Run;

/**
 * Waits for keys. They stay in {@code voipbin.call.digits} behind what is there already, which counts too.
 *
 * @param duration milliseconds at most, 0 for no wait at all
 * @param length enough when so many are there; 0 for as many as come
 * @param key enough when one of these characters is among them
 */
@Traits(media = Media.RTC, onError = OnError.NEXT)
record DigitsReceive(long duration, int length, String key) implements Step {

    @Override
    public Next run(Run run) throws InterruptedException {
        run.digits().receive(this::enough, Millis.of(duration));
        return Next.ONWARD;
    }

    private boolean enough(String digits) {
        return length > 0 && digits.length() >= length || digits.chars().anyMatch(digit -> key.indexOf(digit) >= 0);
    }
}
