package io.kyozo.local;

import io.kyozo.home.KyozoHome;
import java.nio.file.Path;
import java.util.List;

/** The command that runs a service: small, and quick to start. */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(KyozoHome home, String service, Path jar) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(
                java.toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dkyozo.service=" + service,
                "-jar",
                jar.toString());
    }
}
