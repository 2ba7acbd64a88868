package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Something beyond this host that listens at a link-local address, as a cloud's metadata service does. Needs root. */
final class LinkLocalService implements AutoCloseable {
    private static final int PORT = 80;
    private static final String SERVER =
            "require('net').createServer(s => s.end()).listen(%d, '%s', () => console.log('listens'))";

    private final String place = "kyt" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
    private final String network = "169.254." + ThreadLocalRandom.current().nextInt(1, 250) + ".";
    private final Process server;

    LinkLocalService() throws Exception {
        ip("netns", "add", place);
        ip("link", "add", place, "type", "veth", "peer", "name", "eth0", "netns", place);
        ip("addr", "add", network + "1/30", "dev", place);
        ip("link", "set", place, "up");
        ip("-n", place, "addr", "add", network + "2/30", "dev", "eth0");
        ip("-n", place, "link", "set", "eth0", "up");
        ip("-n", place, "route", "add", "default", "via", network + "1");
        var listen = SERVER.formatted(PORT, network + "2");
        server = new ProcessBuilder("ip", "netns", "exec", place, "node", "-e", listen)
                .redirectErrorStream(true)
                .start();
        var said = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).isEqualTo("listens");
    }

    /** Where it listens, {@code host:port}. */
    String address() {
        return network + "2:" + PORT;
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, said).isZero();
    }

    @Override
    public void close() throws Exception {
        server.destroyForcibly().waitFor();
        ip("link", "delete", place);
        ip("netns", "delete", place);
    }
}
