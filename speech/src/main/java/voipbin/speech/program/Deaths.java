package voipbin.speech.program;

/** The end of a process. */
final class Deaths {

    private Deaths() {}

    /**
     * Ends it and all that it has started, which would otherwise hold its output open. A child begun in this very
     * moment is missed; flite and espeak-ng begin none.
     */
    static void kill(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
