package voipbin.platform.flow;

import java.util.List;
import voipbin.base.Id;

/** Recordings of a simulated call: nothing is written, but the flow finds the variables that it would. */
final class SimulatedRecordings implements RecordingPort {

    private final SimulatedCall call;
    private final Variables variables;
    private boolean recording;

    SimulatedRecordings(SimulatedCall call, Variables variables) {
        this.call = call;
        this.variables = variables;
    }

    @Override
    public void start(Id<?> id, Wish wish) {
        recording = true;
        call.note("is recorded");
        String name = "call_" + id;
        variables.setAll(new RecordingVariables(
                        Id.random(), "call", id, wish.format(), name, List.of(name + "_in.wav", name + "_out.wav"))
                .byName());
    }

    @Override
    public void stop(Id<?> id) {
        if (recording) {
            recording = false;
            call.note("is recorded no more");
        }
    }
}
