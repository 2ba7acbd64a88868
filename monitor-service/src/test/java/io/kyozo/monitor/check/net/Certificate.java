package io.kyozo.monitor.check.net;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate that signs itself, made by the JDK's own tool. */
final class Certificate {
    private static final String PASSWORD = "changeit";

    private Certificate() {}

    /**
     * Of {@code host}, valid for so many days from {@code start} on.
     *
     * @param start as keytool takes it, such as {@code -10d}
     */
    static PfxOptions of(String host, String start, int days) throws IOException, InterruptedException {
        Path file = Files.createTempDirectory("kyozo-tls-").resolve("store.p12");
        Process made = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-startdate",
                        start,
                        "-validity",
                        String.valueOf(days)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new IOException("no certificate could be made");
        }
        file.toFile().deleteOnExit();
        return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
    }
}
