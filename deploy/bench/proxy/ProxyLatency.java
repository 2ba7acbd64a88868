import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the gateway adds to a call, beside a direct call and beside nginx as the proxy, of the same server. Each round asks
 * all three in turn; a figure is the median of the rounds. Requests are sent at a fixed rate on connections that stay open;
 * one that could not be sent in time counts from when it should have been.
 */
public final class ProxyLatency {
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int SECONDS = Integer.getInteger("seconds", 8);
    private static final int[] RATES = {200, 1000};
    private static final byte[] REQUEST =
            "GET /page HTTP/1.1\r\nHost: bench.localhost\r\nAccept: */*\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Process> started = new ArrayList<>();
    private final Path work;
    private final String nginx;
    private final List<String> gateway;

    private ProxyLatency(Path work, String nginx, List<String> gateway) {
        this.work = work;
        this.nginx = nginx;
        this.gateway = gateway;
    }

    /** {@code ProxyLatency WORK-FOLDER NGINX GATEWAY-COMMAND…}; the command gets what the launcher gives the gateway. */
    public static void main(String[] arguments) throws Exception {
        var bench = new ProxyLatency(
                Path.of(arguments[0]), arguments[1], Arrays.asList(arguments).subList(2, arguments.length));
        try {
            bench.run();
        } finally {
            bench.started.forEach(Process::destroy);
            bench.senders.shutdown();
        }
    }

    private void run() throws Exception {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("direct", startServer());
        ports.put("nginx", startNginx(ports.get("direct")));
        ports.put("gateway", startGateway(ports.get("direct")));
        for (int port : ports.values()) {
            awaitAnswer(port);
            for (int warm = 0; warm < 2; warm++) {
                measure(port, 2000, 4);
            }
        }
        System.out.printf("%-8s %-9s %10s %10s %12s %12s%n", "rate/s", "way", "p50 us", "p99 us", "added p50", "added p99");
        for (int rate : RATES) {
            report(rate, ports);
        }
        System.out.printf(
                "medians of %d rounds of %d s, %d connections; a page of 1 KiB from nginx; GET, keep-alive%n",
                ROUNDS, SECONDS, CONNECTIONS);
    }

    private void report(int rate, Map<String, Integer> ports) throws Exception {
        Map<String, List<long[]>> seen = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var way : ports.entrySet()) {
                seen.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                        .add(measure(way.getValue(), rate, SECONDS));
            }
        }
        long[] direct = medians(seen.get("direct"));
        Map<String, long[]> figures = new LinkedHashMap<>();
        seen.forEach((way, rounds) -> figures.put(way, medians(rounds)));
        figures.forEach((way, at) -> System.out.printf(
                "%-8d %-9s %10d %10d %12d %12d%n", rate, way, at[0], at[1], at[0] - direct[0], at[1] - direct[1]));
        System.out.printf(
                "         gateway / nginx: %.2f at p50, %.2f at p99 of the whole call%n",
                (double) figures.get("gateway")[0] / figures.get("nginx")[0],
                (double) figures.get("gateway")[1] / figures.get("nginx")[1]);
    }

    private static long[] medians(List<long[]> rounds) {
        return new long[] {median(rounds, 0), median(rounds, 1)};
    }

    private static long median(List<long[]> rounds, int figure) {
        long[] all = rounds.stream().mapToLong(round -> round[figure]).sorted().toArray();
        return all[all.length / 2];
    }

    /** p50 and p99 in microseconds. */
    private long[] measure(int port, int rate, int seconds) throws Exception {
        long interval = TimeUnit.SECONDS.toNanos(1) * CONNECTIONS / rate;
        int each = rate * seconds / CONNECTIONS;
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        List<Callable<long[]>> work = new ArrayList<>();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            long first = begin + interval * connection / CONNECTIONS;
            work.add(() -> send(port, first, interval, each));
        }
        List<long[]> parts = new ArrayList<>();
        for (Future<long[]> part : senders.invokeAll(work)) {
            parts.add(part.get());
        }
        long[] all = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new long[] {all[all.length / 2] / 1000, all[(int) (all.length * 0.99)] / 1000};
    }

    private static long[] send(int port, long first, long interval, int count) throws IOException {
        long[] took = new long[count];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[16 * 1024];
            long free = 0;
            for (int request = 0; request < count; request++) {
                long due = first + request * interval;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                // Late because of the answer before: it counts from when it was due. Late because of the timer: it does not.
                long from = free > due ? due : System.nanoTime();
                socket.getOutputStream().write(REQUEST);
                readAnswer(in, buffer);
                free = System.nanoTime();
                took[request] = free - from;
            }
        }
        return took;
    }

    private static void readAnswer(InputStream in, byte[] buffer) throws IOException {
        int have = 0;
        int end = -1;
        int length = 0;
        while (end < 0 || have < end + length) {
            int read = in.read(buffer, have, buffer.length - have);
            if (read < 0) {
                throw new IOException("the connection was closed");
            }
            have += read;
            if (end < 0) {
                String text = new String(buffer, 0, have, StandardCharsets.ISO_8859_1);
                int blank = text.indexOf("\r\n\r\n");
                if (blank >= 0) {
                    end = blank + 4;
                    length = contentLength(text.substring(0, blank));
                }
            }
        }
    }

    private static int contentLength(String head) throws IOException {
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException("not a good answer: " + head.lines().findFirst().orElse(""));
        }
        for (String line : head.split("\r\n")) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        throw new IOException("an answer without a length");
    }

    private int startServer() throws IOException {
        int port = freePort();
        startNginx("server", "server { listen 127.0.0.1:" + port + "; location / { return 200 '" + "x".repeat(1024) + "'; } }");
        return port;
    }

    private int startNginx(int server) throws IOException {
        int port = freePort();
        startNginx(
                "proxy",
                "upstream page { server 127.0.0.1:" + server + "; keepalive 64; keepalive_requests 1000000; }\n"
                        + "server { listen 127.0.0.1:" + port + "; location / { proxy_pass http://page;"
                        + " proxy_http_version 1.1; proxy_set_header Connection ''; proxy_set_header Host $host;"
                        + " proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; } }");
        return port;
    }

    private void startNginx(String name, String servers) throws IOException {
        Path folder = Files.createDirectories(work.resolve(name));
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                "daemon off; worker_processes 2; pid " + folder + "/pid; error_log " + folder + "/error.log;\n"
                        + "events { worker_connections 1024; }\nhttp { access_log off; keepalive_requests 1000000;\n"
                        + "client_body_temp_path " + folder + "/body; proxy_temp_path " + folder + "/proxy;\n"
                        + "fastcgi_temp_path " + folder + "/fcgi; uwsgi_temp_path " + folder + "/uwsgi;"
                        + " scgi_temp_path " + folder + "/scgi;\n" + servers + "\n}\n");
        start(List.of(nginx, "-p", folder.toString(), "-e", folder + "/error.log", "-c", configuration.toString()));
    }

    private int startGateway(int server) throws IOException {
        int port = freePort();
        Path routes = Files.writeString(
                work.resolve("routes.json"),
                "{\"bench.localhost\":[{\"id\":\"one\",\"host\":\"127.0.0.1\",\"port\":" + server + "}]}");
        List<String> command = new ArrayList<>(gateway);
        command.addAll(List.of(
                "127.0.0.1",
                String.valueOf(port),
                String.valueOf(freePort()),
                routes.toString(),
                work.resolve("gateway.json").toString(),
                "bench",
                "false"));
        start(command);
        return port;
    }

    private void start(List<String> command) throws IOException {
        started.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("output.log").toFile()))
                .start());
    }

    private static void awaitAnswer(int port) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                send(port, System.nanoTime(), 0, 1);
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
