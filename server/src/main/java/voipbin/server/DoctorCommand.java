package voipbin.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import voipbin.kit.json.Json;
import voipbin.server.config.Config;
import voipbin.server.config.ConfigMistakes;
import voipbin.server.doctor.Doctor;
import voipbin.server.doctor.Finding;
import voipbin.server.doctor.Finding.Verdict;
import voipbin.server.doctor.Patient;
import voipbin.server.doctor.RunningServer;

/** {@code doctor}: what is wrong, and what to do. Exits with 1 if something does not work. */
@Command(name = "doctor", description = "Looks at the machine, the configuration and the server, and says what to do.")
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        if (json) {
            System.out.println(Json.write(Map.of("findings", findings)));
        } else {
            findings.forEach(finding -> System.out.println(finding.text()));
            System.out.println(summary(findings));
        }
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL) ? 1 : 0;
    }

    private List<Finding> findings() {
        try {
            return Doctor.examine(patient(options.read()));
        } catch (ConfigMistakes mistakes) {
            return wrong(String.valueOf(mistakes.getMessage()), "mend it, then ask again");
        } catch (Refusal refusal) {
            return wrong(String.valueOf(refusal.getMessage()), "set it to an address of this machine");
        }
    }

    private static List<Finding> wrong(String what, String advice) {
        return List.of(new Finding("configuration", Verdict.FAIL, what.replace("\n", "; "), advice));
    }

    private static Patient patient(Config config) {
        Path data = Path.of(config.data());
        String api = Card.read(data.resolve(Identities.CARD)).map(Card::api).orElse(new Site(config).url());
        return new Patient(
                config,
                address(config.host(), "host"),
                address(new Site(config).host(), "public_address"),
                RunningServer.of(data.resolve(StartCommand.PID), api));
    }

    private static InetAddress address(String text, String key) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException unknown) {
            throw new Refusal(key + ": '" + text + "' is not an address of this machine or a name that resolves.");
        }
    }

    private static String summary(List<Finding> findings) {
        long failing =
                findings.stream().filter(one -> one.verdict() == Verdict.FAIL).count();
        long warnings =
                findings.stream().filter(one -> one.verdict() == Verdict.WARN).count();
        return failing + warnings == 0
                ? "\nAll is well."
                : "\n%d to mend, %d to think about.".formatted(failing, warnings);
    }
}
