package voipbin.platform.flow.action;

/** What becomes of a flow when an action could not do what it should. */
public enum OnError {
    NEXT,
    STOP
}
