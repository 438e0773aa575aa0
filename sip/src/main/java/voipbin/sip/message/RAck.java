package voipbin.sip.message;

import java.util.Optional;

/**
 * Which reliable provisional response a PRACK acknowledges (RFC 3262, 7.2).
 *
 * @param rseq the response's RSeq
 * @param cseq the response's CSeq
 */
public record RAck(long rseq, CSeq cseq) {

    private static final long LARGEST = 0xffff_ffffL;

    /** Empty if there is none or it cannot be read. */
    public static Optional<RAck> of(Message message) {
        return message.header("RAck")
                .flatMap(value -> Malformed.ifAny(() -> {
                    int space = value.strip().indexOf(' ');
                    if (space < 0) {
                        throw new Malformed("half an RAck");
                    }
                    String text = value.strip();
                    return new RAck(
                            Numbers.parse(text.substring(0, space), LARGEST),
                            CSeqParser.parse(text.substring(space).strip()));
                }));
    }

    /** What acknowledges this response; empty if it is not a reliable provisional one (RFC 3262, 4). */
    public static Optional<RAck> by(Response response) {
        boolean reliable = response.isProvisional()
                && response.status() > 100
                && response.words("Require").contains("100rel");
        return reliable
                ? response.header("RSeq")
                        .flatMap(value -> Malformed.ifAny(() -> Numbers.parse(value.strip(), LARGEST)))
                        .map(number -> new RAck(number, response.cseq()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return rseq + " " + cseq;
    }
}
