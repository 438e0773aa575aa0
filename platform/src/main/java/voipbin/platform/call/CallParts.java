package voipbin.platform.call;

import voipbin.base.Timers;
import voipbin.platform.flow.Activeflows;

/** What every live call works with. */
record CallParts(
        CallStore store,
        KeyPresses presses,
        Activeflows activeflows,
        Legs legs,
        CallSound sound,
        Timers timers,
        CallLimits limits,
        CallQuality quality) {}
