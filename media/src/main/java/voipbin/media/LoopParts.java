package voipbin.media;

/** What a loop lends to its legs. */
record LoopParts(Workbench bench, MediaTime time, MediaCounters counters) {}
