package voipbin.sip.guard;

/** Hears of new blocks, on the thread that the offence was noticed on: must not block. */
@FunctionalInterface
public interface GuardListener {

    void blocked(Block block);
}
