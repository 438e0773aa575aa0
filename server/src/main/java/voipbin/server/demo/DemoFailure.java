package voipbin.server.demo;

/** A step of the demo did not work; the message says which. */
public final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    DemoFailure(String sentence) {
        super(sentence, null, false, false);
    }
}
