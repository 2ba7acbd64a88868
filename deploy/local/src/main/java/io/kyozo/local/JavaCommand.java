package io.kyozo.local;

import io.kyozo.home.ClassArchive;
import io.kyozo.home.KyozoHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that runs a service: small, and quick to start. */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(KyozoHome home, String service, Path jar) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(ClassArchive.flags(home, service, jar));
        command.addAll(List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", jar.toString()));
        return command;
    }
}
