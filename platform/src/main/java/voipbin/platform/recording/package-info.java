/** What is recorded of calls, from the first sample to the stored file and the flow that follows. */
@NullMarked
package voipbin.platform.recording;

import org.jspecify.annotations.NullMarked;
