package voipbin.bench;

/** What was to be measured did not work, so there is no figure; the message says what. */
public final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BenchFailure(String sentence) {
        super(sentence, null, false, false);
    }
}
