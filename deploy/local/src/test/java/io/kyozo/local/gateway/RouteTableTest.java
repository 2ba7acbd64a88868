package io.kyozo.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    @TempDir
    private Path folder;

    private final Target target = new Target("one", "127.0.0.1", 1001);

    @Test
    void survivesARestart() throws IOException {
        table().put("web.todo.localhost", Map.of(target, 3));

        RouteTable restarted = table();

        assertThat(restarted.find("web.todo.localhost").orElseThrow().weights()).isEqualTo(Map.of(target, 3));
    }

    @Test
    void forgetsARemovedHostForGood() throws IOException {
        RouteTable table = table();
        table.put("web.todo.localhost", Route.evenly(target));

        table.remove("web.todo.localhost");

        assertThat(table.find("web.todo.localhost")).isEmpty();
        assertThat(table().all()).isEmpty();
    }

    @Test
    void findsAHostInAnyCase() throws IOException {
        RouteTable table = table();
        table.put("Web.Todo.localhost", Route.evenly(target));

        assertThat(table.find("WEB.todo.localhost")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../etc", "a\nb", "host:80", "-a.localhost", "a..b"})
    void refusesWhatIsNoHostName(String host) throws IOException {
        RouteTable table = table();

        assertThatThrownBy(() -> table.put(host, Route.evenly(target))).isInstanceOf(IllegalArgumentException.class);
        assertThat(table.all()).isEmpty();
    }

    @Test
    void saysWhichFileIsBroken() throws IOException {
        Files.writeString(folder.resolve("routes.json"), "{ not json");

        assertThatThrownBy(this::table).isInstanceOf(IOException.class).hasMessageContaining("routes.json");
    }

    private RouteTable table() throws IOException {
        return RouteTable.restore(new RouteStore(folder.resolve("routes.json")));
    }
}
