package io.kyozo.runtime.process;

import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerRuntimeContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ProcessContainerRuntimeIT extends ContainerRuntimeContract {
    @TempDir
    static Path state;

    private static ProcessContainerRuntime runtime;

    @BeforeAll
    static void open() {
        runtime = new ProcessContainerRuntime(ProcessSettings.at(state));
    }

    @AfterAll
    static void close() throws Exception {
        runtime.close();
    }

    @Override
    protected ContainerRuntime runtime() {
        return runtime;
    }

    @Override
    protected String dockerfile(List<String> shellLines) {
        return "";
    }
}
