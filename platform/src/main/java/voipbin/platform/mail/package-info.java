/** Mails that the platform sends to people. */
@NullMarked
package voipbin.platform.mail;

import org.jspecify.annotations.NullMarked;
