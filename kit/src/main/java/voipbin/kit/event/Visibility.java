package voipbin.kit.event;

/** Who is told of an event (conventions §14). */
public enum Visibility {
    /** Webhooks, websockets and the timeline of its customer. */
    CUSTOMER,
    /** Our own components only. */
    INTERNAL,
    /** Nobody: changes of such rows are not written down as events. */
    NOBODY
}
