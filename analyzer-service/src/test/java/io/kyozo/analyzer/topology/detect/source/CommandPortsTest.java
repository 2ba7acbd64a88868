package io.kyozo.analyzer.topology.detect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.detect.source.CommandPorts.Stated;
import org.junit.jupiter.api.Test;

class CommandPortsTest {
    @Test
    void flagsAddressesAndVariablesStateAPort() {
        assertThat(CommandPorts.of("next start --port ${PORT-3001}")).contains(new Stated(3001, "PORT"));
        assertThat(CommandPorts.of("gunicorn -b 0.0.0.0:8000 app:app")).contains(new Stated(8000, ""));
        assertThat(CommandPorts.of("php -S 0.0.0.0:$PORT -t public")).contains(new Stated(0, "PORT"));
        assertThat(CommandPorts.of("PORT=4000 node i.js")).contains(new Stated(4000, ""));
        assertThat(CommandPorts.of("java -Dserver.port=9090 -jar a.jar")).contains(new Stated(9090, ""));
        assertThat(CommandPorts.of("python manage.py runserver 0.0.0.0:8001")).contains(new Stated(8001, ""));
        assertThat(CommandPorts.of("python3 -m http.server 8002")).contains(new Stated(8002, ""));
    }

    @Test
    void otherProgramsMeanOtherThingsByTheSameLetters() {
        assertThat(CommandPorts.of("mkdir -p 8080")).isEmpty();
        assertThat(CommandPorts.of("node i.js")).isEmpty();
        assertThat(CommandPorts.of("")).isEmpty();
    }
}
