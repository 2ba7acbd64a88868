package io.kyozo.local;

import io.kyozo.home.ClassArchive;
import io.kyozo.home.KyozoHome;
import io.kyozo.local.gateway.GatewayProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that run a service, small and quick to start, or the gateway, which runs for long and is compiled in full. */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(Path jar) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(ClassArchive.built(jar));
        command.addAll(List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", jar.toString()));
        return command;
    }

    /** The gateway lives in the launcher's own jar. */
    static List<String> gateway(KyozoHome home) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(ClassArchive.flags(home, "gateway", jar()));
        command.addAll(List.of("-cp", jar().toString(), GatewayProcess.class.getName()));
        return command;
    }

    /** Tells one build of the launcher's jar from another. */
    static String build() throws IOException {
        return String.valueOf(Files.getLastModifiedTime(jar()).toMillis());
    }

    private static Path jar() throws IOException {
        try {
            return Path.of(JavaCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("The launcher does not know its own jar", e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
