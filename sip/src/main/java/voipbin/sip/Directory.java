package voipbin.sip;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import voipbin.sip.dialog.DialogId;

/** All dialogs of a stack: each is served on its own shard, but Replaces may name any of them. Any thread. */
final class Directory {

    private final Map<DialogId, InDialog> dialogs = new ConcurrentHashMap<>();

    void put(DialogId id, InDialog dialog) {
        dialogs.put(id, dialog);
    }

    /** Whether it was there. */
    boolean remove(DialogId id) {
        return dialogs.remove(id) != null;
    }

    Optional<InDialog> find(DialogId id) {
        return Optional.ofNullable(dialogs.get(id));
    }
}
