package io.kyozo.runtime.docker;

import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.process.CommandLine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sees to it that {@link FirewallRules} are in force where the engine runs, and says so where they can't be: containers
 * are then kept from each other by what the engine does alone, and reach what listens on the host.
 */
final class Firewall {
    private static final Logger LOG = Logger.getLogger(Firewall.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    /** Rules may be lost when a firewall is reloaded: they are looked at again after this. */
    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private static final Path INTERFACES = Path.of("/sys/class/net");

    private final URI engine;
    private final boolean wanted;
    private String problem = "it was not looked at yet";
    private long lookedAt;
    private boolean looked;
    private boolean elsewhere;

    Firewall(DockerSettings settings) {
        this.engine = settings.host();
        this.wanted = settings.isolateNetworks();
        this.elsewhere = !"unix".equals(settings.host().getScheme());
    }

    /** Blocks until the rules are in force; why they are not, or empty. */
    synchronized String problem() {
        if (!looked || System.nanoTime() - lookedAt > FRESH_NANOS) {
            var before = problem;
            problem = enforce();
            if (!problem.isEmpty() && !(looked && problem.equals(before))) {
                LOG.warnf("Containers are not kept from what listens on the host: %s", problem);
            }
            looked = true;
            lookedAt = System.nanoTime();
        }
        return problem;
    }

    /** After a network was made: its bridge shows whether the engine's network is this host's. */
    synchronized void made(String network) {
        if (!elsewhere && !Files.exists(INTERFACES.resolve(FirewallRules.bridge(engine, network)))) {
            elsewhere = true;
            looked = false;
        }
        LOG.debugf("Network %s: %s", network, problem().isEmpty() ? "isolated" : problem);
    }

    private String enforce() {
        if (!wanted) {
            return "kyozo.runtime.docker.isolate-networks is false";
        } else if (elsewhere) {
            return "the engine's networks are not this host's, so that no rules can be set for them";
        }
        try {
            return enforceHere();
        } catch (IOException | RuntimeFailure e) {
            return "the firewall's rules can't be set: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "setting the firewall's rules was interrupted";
        }
    }

    private String enforceHere() throws IOException, InterruptedException {
        var entered = looked;
        for (var entry : FirewallRules.ENTRIES) {
            entered &= run("", iptables("-C", entry)).isEmpty();
        }
        if (entered) {
            return "";
        }
        var failure = run(FirewallRules.CHAINS, List.of("iptables-restore", "--noflush", "-w"));
        for (var entry : FirewallRules.ENTRIES) {
            if (failure.isEmpty() && !run("", iptables("-C", entry)).isEmpty()) {
                failure = run("", iptables("-I", entry));
            }
        }
        return failure.isEmpty() ? "" : "the firewall's rules can't be set: " + failure;
    }

    private static List<String> iptables(String action, List<String> rule) {
        return Stream.concat(Stream.of("iptables", "-w", action), rule.stream()).toList();
    }

    /** What it said where it failed; else empty. */
    private static String run(String input, List<String> argv) throws IOException, InterruptedException {
        var said = new ArrayList<String>();
        var path = Map.of("PATH", "/usr/sbin:/sbin:/usr/bin:/bin");
        var code = new CommandLine(argv, Path.of("/"), path).run(TIMEOUT, input, said::add);
        return code == 0 ? "" : said.isEmpty() ? argv.get(0) + " ended with code " + code : String.join(" ", said);
    }
}
