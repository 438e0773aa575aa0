package voipbin.e2e.product;

import voipbin.e2e.peer.Account;

/**
 * An extension of the first customer.
 *
 * @param name what a call's destination says
 * @param account what is typed into the softphone
 */
public record Extension(String name, Account account) {}
