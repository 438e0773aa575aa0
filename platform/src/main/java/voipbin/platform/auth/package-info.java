/** Sign-up, log-in and what a credential is worth. */
@NullMarked
package voipbin.platform.auth;

import org.jspecify.annotations.NullMarked;
