package io.kyozo.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    Path folder;

    @Test
    void givesNoPortTwice() throws Exception {
        var layout = new Layout(folder);
        Files.createDirectories(layout.container("web"));
        var given = new HashSet<Integer>();
        for (var i = 0; i < 200; i++) {
            assertThat(given.add(new Ports(layout).reserve("web"))).isTrue();
        }
        assertThat(given).allMatch(Ports::isFree);
    }

    @Test
    void aPortThatSomeoneListensOnIsNotFree() throws Exception {
        try (var server = new ServerSocket(0)) {
            assertThat(Ports.isFree(server.getLocalPort())).isFalse();
        }
    }
}
