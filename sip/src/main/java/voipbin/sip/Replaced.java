package voipbin.sip;

/**
 * A call of ours that a new one wants to take the place of (RFC 3891). Who agrees answers the new one and hangs up
 * this.
 *
 * @param listener who hears of it: how the application finds its own record of it
 */
public record Replaced(Call call, CallListener listener) {}
