package io.kyozo.runtime.docker;

import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.TrustBundle;
import io.kyozo.runtime.dockerfile.Dockerfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Images that hold nothing but a CA bundle, as PEM and as a Java trust store, one for each bundle's content. A build
 * copies from it, so that the bundle never lands in the user's files, and the layer cache holds as long as the bundle.
 */
final class TrustImages {
    private static final String FOLDER = "/etc/ssl/kyozo";
    private static final String PEM = FOLDER + "/ca-bundle.pem";
    private static final String STORE = FOLDER + "/ca-bundle.p12";
    private static final List<String> PEM_VARIABLES = List.of(
            "SSL_CERT_FILE",
            "NODE_EXTRA_CA_CERTS",
            "PIP_CERT",
            "REQUESTS_CA_BUNDLE",
            "CURL_CA_BUNDLE",
            "GIT_SSL_CAINFO",
            "CARGO_HTTP_CAINFO",
            "DENO_CERT",
            "AWS_CA_BUNDLE");

    private final EngineConnection engine;
    private final Leftovers leftovers;

    TrustImages(EngineConnection engine, Leftovers leftovers) {
        this.engine = engine;
        this.leftovers = leftovers;
    }

    /** What a stage needs to trust {@code bundle} beside the usual authorities; builds the image where it is missing. */
    List<String> instructions(Path bundle) throws IOException {
        var trust = TrustBundle.of(bundle);
        var image = "kyozo/trust:" + trust.hash().substring(0, 16);
        if (Images.find(engine.client(), image).isEmpty()) {
            build(image, trust);
        }
        var env = new StringBuilder("ENV");
        PEM_VARIABLES.forEach(name -> env.append(' ').append(name).append('=').append(PEM));
        env.append(" JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=").append(STORE);
        env.append(" -Djavax.net.ssl.trustStorePassword=")
                .append(TrustBundle.STORE_PASSWORD)
                .append('"');
        return List.of("COPY --from=" + image + " " + FOLDER + "/ " + FOLDER + "/", env.toString());
    }

    private void build(String image, TrustBundle trust) throws IOException {
        var folder = Files.createTempDirectory("kyozo-trust");
        try {
            Files.writeString(folder.resolve("ca-bundle.pem"), trust.pem());
            Files.write(folder.resolve("ca-bundle.p12"), trust.store());
            new BuildRun(engine, leftovers, spec(image, folder), line -> {})
                    .run(Dockerfile.parse("FROM scratch\nCOPY ca-bundle.pem ca-bundle.p12 " + FOLDER + "/"));
        } finally {
            for (var name : List.of("ca-bundle.pem", "ca-bundle.p12")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    private BuildSpec spec(String image, Path folder) {
        var labels = Map.of(Labels.BUILD, engine.settings().installation());
        return new BuildSpec(
                image,
                labels,
                folder,
                "",
                "",
                ".",
                List.of(),
                "",
                Map.of(),
                null,
                ResourceLimits.NONE,
                Duration.ofMinutes(1));
    }
}
