package voipbin.sip.message;

/** A request's number within its dialog, 0 to 2^31-1, and its method (RFC 3261, 20.16). */
public record CSeq(long number, Method method) {

    @Override
    public String toString() {
        return number + " " + method;
    }
}
