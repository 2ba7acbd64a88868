package io.kyozo.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        table().put("web.todo.localhost", List.of(target));

        RouteTable restarted = table();

        assertThat(restarted.find("web.todo.localhost").orElseThrow().targets()).containsExactly(target);
    }

    @Test
    void forgetsARemovedHostForGood() throws IOException {
        RouteTable table = table();
        table.put("web.todo.localhost", List.of(target));

        table.remove("web.todo.localhost");

        assertThat(table.find("web.todo.localhost")).isEmpty();
        assertThat(table().all()).isEmpty();
    }

    @Test
    void findsAHostInAnyCase() throws IOException {
        RouteTable table = table();
        table.put("Web.Todo.localhost", List.of(target));

        assertThat(table.find("WEB.todo.localhost")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../etc", "a\nb", "host:80", "-a.localhost", "a..b"})
    void refusesWhatIsNoHostName(String host) throws IOException {
        RouteTable table = table();

        assertThatThrownBy(() -> table.put(host, List.of(target))).isInstanceOf(IllegalArgumentException.class);
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
