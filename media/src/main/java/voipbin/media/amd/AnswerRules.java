package voipbin.media.amd;

import java.time.Duration;

/**
 * What tells a machine from a person: people answer with a word or two and then wait; machines talk on, or let one wait
 * for their greeting, and beep. The names and figures are those that Asterisk's AMD() has made the field's custom.
 *
 * @param initialSilence who says nothing for so long at first is a machine
 * @param greeting who talks so long, pauses between words not counted, is a machine
 * @param afterGreetingSilence who has said something and then is silent for so long is a human
 * @param totalAnalysisTime after which it stays unknown
 * @param minimumWordLength less is a noise
 * @param betweenWordsSilence so much silence ends a word
 * @param maximumNumberOfWords who says more words is a machine
 * @param maximumWordLength who makes one sound for longer is a machine
 * @param silenceThreshold the mean absolute amplitude of 20 ms below which they are silence, of full scale
 * @param message how long a machine's message is listened to until its beep
 * @param afterMessageSilence so much silence ends a message that has no beep
 */
public record AnswerRules(
        Duration initialSilence,
        Duration greeting,
        Duration afterGreetingSilence,
        Duration totalAnalysisTime,
        Duration minimumWordLength,
        Duration betweenWordsSilence,
        int maximumNumberOfWords,
        Duration maximumWordLength,
        double silenceThreshold,
        Duration message,
        Duration afterMessageSilence) {

    public static final AnswerRules STANDARD = new AnswerRules(
            Duration.ofMillis(2500),
            Duration.ofMillis(1500),
            Duration.ofMillis(800),
            Duration.ofMillis(5000),
            Duration.ofMillis(100),
            Duration.ofMillis(60),
            3,
            Duration.ofMillis(5000),
            256 / 32768.0,
            Duration.ofSeconds(30),
            Duration.ofMillis(2500));
}
