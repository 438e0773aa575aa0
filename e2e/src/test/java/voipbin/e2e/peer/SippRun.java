package voipbin.e2e.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of SIPp.
 *
 * @param scenario name of a file in resources/sipp, without .xml
 * @param host loopback address it uses
 * @param port of its own; 0 for any
 * @param remote {@code host:port} it sends to, none when it waits for calls
 * @param calls after so many it ends
 * @param limit after this time it ends and has failed
 * @param keys words in brackets in the scenario
 * @param options further command line options of SIPp
 */
public record SippRun(
        String scenario,
        String host,
        int port,
        Optional<String> remote,
        int calls,
        Duration limit,
        Map<String, String> keys,
        List<String> options) {

    /** Waits at 127.0.0.1 for one call, at most 30 s. */
    public static SippRun waiting(String scenario) {
        return new SippRun(scenario, "127.0.0.1", 0, Optional.empty(), 1, Duration.ofSeconds(30), Map.of(), List.of());
    }

    /**
     * A registrar for this account's next REGISTER. It gets no {@code -auth_uri}: SIPp would check the digest against
     * that instead of the URI that the phone names.
     */
    public static SippRun registrar(Account account) {
        return waiting("registrar").with("user", account.user()).with("password", account.password());
    }

    /** The same, and it also waits until the phone un-registers. */
    public static SippRun registrarUntilGoodbye(Account account) {
        var run = waiting("registrar_until_goodbye");
        return run.with("user", account.user()).with("password", account.password());
    }

    /** Sends to {@code host:port}. */
    public static SippRun towards(String remote, String scenario) {
        var waiting = waiting(scenario);
        return new SippRun(
                scenario, waiting.host, 0, Optional.of(remote), 1, waiting.limit, waiting.keys, waiting.options);
    }

    /** Registers a contact at {@code 127.0.0.1:port} for this account. */
    public static SippRun registering(Account account, int port) {
        return towards(account.proxy(), "register").as(account).at("127.0.0.1", port);
    }

    /** Gives the scenario the keys user, domain and expires, and SIPp what digest needs. */
    public SippRun as(Account account) {
        return with("user", account.user())
                .with("domain", account.domain())
                .with("expires", String.valueOf(account.expires().toSeconds()))
                .option("-au", account.user())
                .option("-ap", account.password())
                .option("-auth_uri", account.domain());
    }

    public SippRun with(String key, String value) {
        var more = new HashMap<>(keys);
        more.put(key, value);
        return new SippRun(scenario, host, port, remote, calls, limit, Map.copyOf(more), options);
    }

    public SippRun at(String otherHost, int otherPort) {
        return new SippRun(scenario, otherHost, otherPort, remote, calls, limit, keys, options);
    }

    public SippRun calls(int number) {
        return new SippRun(scenario, host, port, remote, number, limit, keys, options);
    }

    public SippRun within(Duration otherLimit) {
        return new SippRun(scenario, host, port, remote, calls, otherLimit, keys, options);
    }

    /** Loses so much of what it sends and receives. */
    public SippRun losing(int percent) {
        return option("-lost", String.valueOf(percent));
    }

    private SippRun option(String name, String value) {
        var more = new ArrayList<>(options);
        more.add(name);
        more.add(value);
        return new SippRun(scenario, host, port, remote, calls, limit, keys, List.copyOf(more));
    }
}
