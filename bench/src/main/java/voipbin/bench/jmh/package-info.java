/** The inner loops that JMH measures; {@code ./voipbin bench jmh} runs them. */
@NullMarked
package voipbin.bench.jmh;

import org.jspecify.annotations.NullMarked;
