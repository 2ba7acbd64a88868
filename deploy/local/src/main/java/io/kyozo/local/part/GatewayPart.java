package io.kyozo.local.part;

import io.kyozo.home.KyozoHome;
import io.kyozo.home.PartState;
import io.kyozo.home.ProcessEnd;
import io.kyozo.local.LaunchFailure;
import io.kyozo.local.StateBoard;
import io.kyozo.local.gateway.GatewayControl;
import io.kyozo.local.gateway.GatewayProcess;
import io.kyozo.local.gateway.GatewayTicket;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as a process that outlives the launcher. One that runs is kept; one of another build or address is followed
 * by a new one, which listens before the old one is dismissed, so that no request finds nobody. Started again when it ends
 * by itself.
 */
public final class GatewayPart {
    /** Its name among the parts. */
    public static final String NAME = "gateway";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final int LAST_LINES = 5;

    private final KyozoHome home;
    private final Address address;
    private final List<String> java;
    private final String token;
    private final StateBoard board;
    private final ScheduledExecutorService later;
    private final BackOff backOff = new BackOff();

    private Map<String, Integer> services = Map.of();
    private @Nullable GatewayTicket running;
    private boolean stopping;
    private int restarts;

    /**
     * Where it listens, and what it is.
     *
     * @param url the public address, for people
     * @param build what it is made of
     */
    public record Address(String host, int port, String url, String build) {}

    /** {@code java}: the command that runs {@link GatewayProcess}, to which its arguments are added. */
    public GatewayPart(
            KyozoHome home,
            Address address,
            List<String> java,
            String token,
            StateBoard board,
            ScheduledExecutorService later) {
        this.home = home;
        this.address = address;
        this.java = List.copyOf(java);
        this.token = token;
        this.board = board;
        this.later = later;
    }

    /** Has it run, and tells it where our services are (name → loopback port); answers the port of its control API. */
    public synchronized int start(Map<String, Integer> ports) throws IOException, InterruptedException {
        Instant began = Instant.now();
        services = Map.copyOf(ports);
        Optional<GatewayTicket> before = GatewayTicket.read(home.gatewayTicket());
        GatewayTicket ticket = before.filter(this::isWanted).orElse(null);
        if (ticket == null) {
            boolean shared = before.filter(old -> old.listensOn(address.host(), address.port()))
                    .isPresent();
            ticket = launch(Ports.free(), shared);
            if (before.isPresent()) {
                control(before.get()).dismiss();
            }
        }
        serve(ticket, began);
        return ticket.controlPort();
    }

    private boolean isWanted(GatewayTicket ticket) {
        return ticket.listensOn(address.host(), address.port())
                && ticket.build().equals(address.build());
    }

    private void serve(GatewayTicket ticket, Instant began) throws IOException, InterruptedException {
        board.starting(NAME, ticket.process(), address.port(), restarts);
        ProcessHandle process = ticket.process()
                .find()
                .orElseThrow(() -> new IOException("The gateway ended as soon as it had started"));
        try {
            control(ticket).services(services);
        } catch (IOException e) {
            boolean unused = process.destroyForcibly();
            throw e;
        }
        running = ticket;
        var unused = process.onExit().thenRun(() -> ended(ticket));
        board.ready(NAME, began, address.url());
    }

    private GatewayTicket launch(int controlPort, boolean shared) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        command.addAll(GatewayProcess.arguments(
                address.host(),
                address.port(),
                controlPort,
                home.routes(),
                home.gatewayTicket(),
                address.build(),
                shared));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(home.log(NAME).toFile());
        builder.environment().put(GatewayProcess.TOKEN, token);
        Process process = builder.start();
        Instant limit = Instant.now().plus(START_LIMIT);
        while (Instant.now().isBefore(limit)) {
            boolean gone = process.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            Optional<GatewayTicket> ticket = GatewayTicket.read(home.gatewayTicket())
                    .filter(found -> found.process().pid() == process.pid());
            if (ticket.isPresent()) {
                return ticket.get();
            }
            if (gone) {
                throw new LaunchFailure(LastWords.of(lastLines(home.log(NAME))));
            }
        }
        process.destroyForcibly();
        throw new LaunchFailure("The gateway was not ready within " + START_LIMIT.toSeconds() + " s");
    }

    private static List<String> lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    private GatewayControl control(GatewayTicket ticket) {
        return new GatewayControl(ticket.controlPort(), token);
    }

    private synchronized void ended(GatewayTicket gone) {
        if (stopping || !gone.equals(running)) {
            return;
        }
        restarts++;
        Duration pause = backOff.next(Instant.now());
        board.ended(NAME, PartState.Status.FAILED, "ended by itself; started again in " + pause.toMillis() + " ms");
        var unused = later.schedule(() -> startAgain(gone), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** On the same ports: others know them. */
    private synchronized void startAgain(GatewayTicket gone) {
        if (stopping) {
            return;
        }
        Instant began = Instant.now();
        try {
            serve(launch(gone.controlPort(), false), began);
        } catch (IOException | LaunchFailure e) {
            System.err.println("kyozo: the gateway can't be started again: " + e.getMessage());
            ended(gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, with the connections that it has. */
    public synchronized void stop() throws InterruptedException {
        stopping = true;
        if (running != null) {
            end(running);
        }
        board.ended(NAME, PartState.Status.STOPPED, "");
    }

    /** Ends the one that an earlier launcher has left. */
    public static void endLeftover(KyozoHome home) throws IOException, InterruptedException {
        Optional<GatewayTicket> left = GatewayTicket.read(home.gatewayTicket());
        if (left.isPresent()) {
            end(left.get());
        }
    }

    private static void end(GatewayTicket ticket) throws InterruptedException {
        Optional<ProcessHandle> process = ticket.process().find();
        if (process.isPresent() && !(process.get().destroy() && ProcessEnd.within(process.get(), STOP_LIMIT))) {
            boolean unused = process.get().destroyForcibly();
        }
    }
}
