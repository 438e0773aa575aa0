package voipbin.media.record;

/** Which key of the peer's ends a recording. */
public enum EndKey {
    NONE,
    ANY,
    STAR,
    POUND;

    boolean isMet(char key) {
        return switch (this) {
            case NONE -> false;
            case ANY -> true;
            case STAR -> key == '*';
            case POUND -> key == '#';
        };
    }
}
