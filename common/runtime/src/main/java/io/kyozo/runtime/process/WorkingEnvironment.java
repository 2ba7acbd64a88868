package io.kyozo.runtime.process;

import io.kyozo.runtime.TrustBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What processes see of the host's environment: a path, a home of their own, a language, proxies, registries and the
 * trusted authorities. Nothing else: our own secrets are in there.
 */
final class WorkingEnvironment {
    private static final List<String> PASSED = List.of(
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "npm_config_registry",
            "PIP_INDEX_URL",
            "PIP_FIND_LINKS",
            "GOPROXY",
            "GONOSUMDB",
            "GOFLAGS",
            "JAVA_HOME",
            "TZ");
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

    private final Layout layout;

    WorkingEnvironment(Layout layout) {
        this.layout = layout;
    }

    /** @param caBundle PEM file; empty for the usual authorities */
    Map<String, String> of(Path home, Path workdir, String caBundle, String mark) throws IOException {
        var env = new TreeMap<String, String>();
        var host = System.getenv();
        PASSED.stream().filter(host::containsKey).forEach(name -> env.put(name, host.get(name)));
        env.put(
                "PATH",
                workdir.resolve(".venv/bin") + ":" + workdir.resolve("node_modules/.bin") + ":" + Tools.hostPath());
        env.put("HOME", home.toString());
        env.put("LANG", "C.UTF-8");
        env.put(ProcessTree.MARK, mark);
        if (!caBundle.isEmpty()) {
            trust(env, Path.of(caBundle));
        }
        return env;
    }

    private void trust(Map<String, String> env, Path caBundle) throws IOException {
        var trust = TrustBundle.of(caBundle);
        var pem = layout.trust().resolve(trust.hash().substring(0, 16) + ".pem");
        var store = layout.trust().resolve(trust.hash().substring(0, 16) + ".p12");
        if (!Files.exists(pem)) {
            Files.createDirectories(layout.trust());
            replace(store, trust.store());
            replace(pem, trust.pem().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        PEM_VARIABLES.forEach(name -> env.put(name, pem.toString()));
        // In quotes, which Java takes away: the path may have spaces in it.
        env.put(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=\"" + store + "\" -Djavax.net.ssl.trustStorePassword="
                        + TrustBundle.STORE_PASSWORD);
    }

    private static void replace(Path file, byte[] content) throws IOException {
        var next = Files.createTempFile(file.getParent(), "next", ".new");
        Files.write(next, content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
