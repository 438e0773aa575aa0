package voipbin.platform.push;

import java.time.Duration;
import voipbin.kit.outward.Outward.Answered;
import voipbin.kit.outward.Outward.Forbidden;
import voipbin.kit.outward.Outward.Outcome;
import voipbin.kit.outward.Outward.Unreachable;

/** What the outcome of an attempt means for its delivery. */
sealed interface Verdict {

    /** 2xx: it has been heard. */
    record Heard() implements Verdict {}

    /** Trying again would not help. */
    record Final() implements Verdict {}

    /** Nobody there, 408, 429 or a fault of the server. @param asked to wait (RFC 9110 §10.2.3), zero if not */
    record Again(Duration asked) implements Verdict {}

    static Verdict of(Outcome outcome, java.time.Instant now) {
        return switch (outcome) {
            case Forbidden _ -> new Final();
            case Unreachable _ -> new Again(Duration.ZERO);
            case Answered answer when answer.status() >= 200 && answer.status() < 300 -> new Heard();
            case Answered(int status, String wait)
            when status == 429 || status == 503 -> new Again(RetryAfter.read(wait, now));
            case Answered answer when answer.status() == 408 || answer.status() >= 500 -> new Again(Duration.ZERO);
            case Answered _ -> new Final();
        };
    }
}
