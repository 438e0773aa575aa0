package voipbin.server;

/** The server does not start, for a reason that a sentence can tell. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refusal(String sentence) {
        super(sentence, null, false, false);
    }
}
