/** Where phones have registered: SIP domains, accounts and durable bindings. */
@NullMarked
package voipbin.platform.registrar;

import org.jspecify.annotations.NullMarked;
