package voipbin.sip;

import java.util.List;
import java.util.Optional;
import voipbin.sip.dialog.DialogId;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.Request;

/** What an INVITE's Replaces header comes to (RFC 3891, 3). */
sealed interface Replacement {

    /** There is no such header. */
    record None() implements Replacement {}

    record Found(Replaced call) implements Replacement {}

    /** The final answer. */
    record Wrong(int status, String phrase) implements Replacement {}

    static Replacement of(Request invite, Shard shard) {
        List<String> headers = invite.headers().values("Replaces");
        if (headers.isEmpty()) {
            return new None();
        }
        Optional<DialogReference> named =
                headers.size() == 1 ? DialogReference.parseReplaces(headers.getFirst()) : Optional.empty();
        if (named.isEmpty()) {
            return new Wrong(400, "One Replaces Is Needed");
        }
        DialogReference wanted = named.get();
        return shard.dialog(new DialogId(wanted.callId(), wanted.localTag(), wanted.remoteTag()))
                .map(InDialog::standing)
                .map(standing -> judge(wanted, standing))
                .orElseGet(() -> new Wrong(481, Phrases.of(481)));
    }

    private static Replacement judge(DialogReference wanted, InDialog.Standing standing) {
        if (!standing.early() && wanted.earlyOnly()) {
            return new Wrong(486, "Busy Here");
        }
        if (standing.early() && !standing.began()) {
            // an early dialog is its caller's to give away
            return new Wrong(481, Phrases.of(481));
        }
        return new Found(new Replaced(standing.call(), standing.listener()));
    }
}
