package io.kyozo.runtime.docker;

import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerRuntimeContract;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@Tag("engine")
@EnabledIfEnvironmentVariable(named = "KYOZO_TEST_ENGINE", matches = ".+")
class DockerContainerRuntimeIT extends ContainerRuntimeContract {
    private static final String BASE = "kyozo-test/base:1";
    private static DockerContainerRuntime runtime;

    @BeforeAll
    static void connect() {
        runtime = new DockerContainerRuntime(DockerSettings.at(URI.create(System.getenv("KYOZO_TEST_ENGINE"))));
    }

    @AfterAll
    static void disconnect() {
        runtime.close();
    }

    @Override
    protected ContainerRuntime runtime() {
        return runtime;
    }

    @Override
    protected String dockerfile(List<String> shellLines) {
        var text = new StringBuilder("FROM " + BASE + "\nWORKDIR /app\nCOPY . .\n");
        shellLines.forEach(line -> text.append("RUN ").append(line).append('\n'));
        return text.append("USER 1000\nCMD [\"true\"]\n").toString();
    }

    @Override
    protected List<String> server() {
        return List.of("sh", "-c", "exec httpd -f -p $PORT -h /app/www");
    }
}
