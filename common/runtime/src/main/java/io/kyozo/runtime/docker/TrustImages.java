package io.kyozo.runtime.docker;

import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.TrustBundle;
import io.kyozo.runtime.dockerfile.Dockerfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    private volatile @Nullable Named last;

    /** The image of a bundle, as the file was when it was read: reading it takes longer than the rest of a small build. */
    private record Named(Path bundle, FileTime modified, long size, String image) {
        boolean isOf(Path other) throws IOException {
            return bundle.equals(other)
                    && modified.equals(Files.getLastModifiedTime(other))
                    && size == Files.size(other);
        }
    }

    TrustImages(EngineConnection engine, Leftovers leftovers) {
        this.engine = engine;
        this.leftovers = leftovers;
    }

    /** What a stage needs to trust {@code bundle} beside the usual authorities; builds the image where it is missing. */
    List<String> instructions(Path bundle) throws IOException {
        var image = image(bundle);
        var env = new StringBuilder("ENV");
        PEM_VARIABLES.forEach(name -> env.append(' ').append(name).append('=').append(PEM));
        env.append(" JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=").append(STORE);
        env.append(" -Djavax.net.ssl.trustStorePassword=")
                .append(TrustBundle.STORE_PASSWORD)
                .append('"');
        return List.of("COPY --from=" + image + " " + FOLDER + "/ " + FOLDER + "/", env.toString());
    }

    /** The name of the bundle's image, which is there afterwards. */
    private String image(Path bundle) throws IOException {
        var known = last;
        if (known != null
                && known.isOf(bundle)
                && Images.find(engine.client(), known.image()).isPresent()) {
            return known.image();
        }
        var modified = Files.getLastModifiedTime(bundle);
        var size = Files.size(bundle);
        var trust = TrustBundle.of(bundle);
        var image = "kyozo/trust:" + trust.hash().substring(0, 16);
        if (Images.find(engine.client(), image).isEmpty()) {
            build(image, trust);
        }
        last = new Named(bundle, modified, size, image);
        return image;
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
