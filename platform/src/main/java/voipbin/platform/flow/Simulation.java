package voipbin.platform.flow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.platform.customer.Customer;
import voipbin.platform.flow.Trace.Outcome;
import voipbin.platform.flow.action.LaterStep;

/**
 * Walks a flow without a phone, in no time: the same engine as a real one, with a call and a clock that follow a
 * script. Nothing is sent, dialled, written or fetched.
 */
public final class Simulation implements Walk.Journal {

    private final Script script;
    private final VirtualTime time;
    private final SimulatedCall call;
    private final Variables variables;
    private final Deque<String> digits;
    private final Deque<List<Action>> fetches;
    private final List<Trace.Line> lines = new ArrayList<>();
    private final Walk walk;
    private boolean hungUp;

    private Simulation(Flow flow, Script script, FlowSource flows, Instant now) {
        this.script = script;
        this.time = new VirtualTime(script.at() == null ? now : script.at());
        this.call = new SimulatedCall(script, time);
        this.digits = new ArrayDeque<>(script.digits());
        this.fetches = new ArrayDeque<>(script.fetches());
        Activeflow activeflow = activeflow(flow);
        this.variables = new Variables(activeflow.variables(), call::json);
        Optional<CallPort> port = isCall() ? Optional.of(call) : Optional.empty();
        this.walk = new Walk(
                new Walk.Setting(activeflow, port, services(flows), variables, time),
                flow.actions(),
                this,
                time::interrupt);
    }

    /**
     * Runs it; done when this returns.
     *
     * @param flows where {@code fetch_flow} looks
     * @param now the beginning when the script says none
     */
    public static Trace of(Flow flow, Script script, FlowSource flows, Instant now) {
        return new Simulation(flow, script, flows, now).trace();
    }

    /** The same for actions that are in no database. */
    public static Trace of(List<Action> actions, Script script, Instant now) {
        Flow flow = new Flow(
                Id.random(),
                Id.<Customer>nil(),
                Flow.Type.FLOW,
                "",
                "",
                actions.stream().map(Action::identified).toList(),
                "",
                Id.nil(),
                false,
                now,
                null,
                null);
        FlowSource none = (_, _) -> {
            throw Problem.notFound("flow");
        };
        return of(flow, script, none, now);
    }

    private boolean isCall() {
        return script.referenceType().isEmpty() || script.referenceType().equals(Origin.CALL);
    }

    private Activeflow activeflow(Flow flow) {
        Id<Activeflow> id = Id.random();
        Variables.check(script.variables());
        Origin origin = new Origin(
                id,
                isCall() ? Origin.CALL : script.referenceType(),
                Id.nil(),
                Id.nil(),
                0,
                Variables.sanitized(script.variables()),
                Origin.Hook.NONE);
        return Activeflows.row(id, flow, origin, time.now());
    }

    private Services services(FlowSource flows) {
        return new Services(
                flows,
                (_, _, url) -> fetched(url.toString()),
                (_, hook, _) -> call.note("webhook: " + hook.method() + " " + hook.uri() + " " + hook.data()),
                (_, dialout) -> call.note("dials: " + dialout.destinations().size()),
                new SimulatedRecordings(call, variables),
                new SimulatedExternalMedias(call),
                (_, _) -> "",
                LaterStep::refuse);
    }

    private List<Action> fetched(String url) {
        call.note("fetches: " + url);
        if (fetches.isEmpty()) {
            throw new Problem(Problem.Status.UNAVAILABLE, "FETCH_FAILED", "the script has no answer left");
        }
        return fetches.pop().stream().map(Action::identified).toList();
    }

    private Trace trace() {
        if (isCall()) {
            variables.setAll(call.variables());
            call.listen(walk.digits()::pressed);
        }
        if (script.hangupAfter() > 0) {
            time.happen(script.hangupAfter(), this::hangup);
        }
        try {
            walk.run();
        } catch (InterruptedException over) {
            call.note("the caller hangs up");
        }
        settle();
        return new Trace(List.copyOf(lines), end(), time.elapsed(), variables.snapshot());
    }

    private Trace.End end() {
        if (hungUp) {
            return Trace.End.CALLER;
        }
        return walk.isExhausted() ? Trace.End.ACTION_LIMIT : Trace.End.FLOW;
    }

    private void hangup() {
        hungUp = true;
        walk.stop();
        time.interrupt();
    }

    @Override
    public void entered(Action current, Executed executed) {
        settle();
        lines.add(new Trace.Line(time.elapsed(), current, Outcome.DONE, "", "", List.of()));
        if (current.type().equals("digits_receive") && !digits.isEmpty()) {
            press(digits.pop());
        }
    }

    private void press(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            time.happen(100L * i + 1, () -> walk.digits().pressed(key));
        }
    }

    @Override
    public void passedOver(Action action) {
        replace(Outcome.PASSED_OVER, "", "");
    }

    @Override
    public void failed(Action action, Problem problem) {
        replace(Outcome.FAILED, problem.reason(), problem.getMessage());
    }

    private void replace(Outcome outcome, String reason, String message) {
        Trace.Line last = lines.removeLast();
        lines.add(new Trace.Line(last.at(), last.action(), outcome, reason, message, last.heard()));
    }

    /** What was heard belongs to the action that ends here. */
    private void settle() {
        List<String> heard = call.heard();
        if (!lines.isEmpty() && !heard.isEmpty()) {
            Trace.Line last = lines.removeLast();
            lines.add(new Trace.Line(last.at(), last.action(), last.outcome(), last.reason(), last.message(), heard));
        }
    }
}
