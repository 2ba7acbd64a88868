package io.kyozo.local;

import io.kyozo.home.AccessToken;
import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import io.kyozo.local.postgres.ServiceRoles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a service is told through its environment; the same names as anywhere else that it runs.
 *
 * @param postgres port of the database
 * @param kafka port of the broker
 * @param control port of the gateway's control API
 */
record ServiceEnvironment(
        LauncherOptions options, KyozoHome home, InstallationKeys keys, int postgres, int kafka, int control) {
    Map<String, String> of(String service, int port) {
        String role = ServiceRoles.role(service);
        String database = "127.0.0.1:" + postgres + "/" + ServiceRoles.DATABASE;
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_DATASOURCE_USERNAME", role);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", keys.password(role));
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + database);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + database);
        environment.put("QUARKUS_OIDC_PUBLIC_KEY", keys.publicKey());
        environment.put("QUARKUS_OIDC_TOKEN_ISSUER", AccessToken.ISSUER);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafka);
        environment.put("KYOZO_INSTALLATION", keys.installation());
        environment.put("KYOZO_SECRETS_KEY", keys.secretsKey());
        environment.put("KYOZO_STORAGE_PATH", home.blobs().toString());
        environment.put("KYOZO_BUILD_PATH", home.builds().toString());
        environment.put("KYOZO_ROUTE_CONTROL_URL", "http://127.0.0.1:" + control);
        environment.put("KYOZO_ROUTE_CONTROL_TOKEN", keys.controlToken());
        environment.put("KYOZO_ROUTE_PUBLIC_URL", options.publicUrl());
        environment.putAll(runtime());
        return environment;
    }

    /** How containers are run; what the operator has set beats our choice. */
    private Map<String, String> runtime() {
        Path script = options.repository().resolve("deploy/edge/base-images.sh");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KYOZO_RUNTIME_KIND", options.runtime());
        environment.put("KYOZO_RUNTIME_PROCESS_ALLOWED", "true");
        environment.put("KYOZO_RUNTIME_PROCESS_PATH", home.processes().toString());
        environment.put(
                "KYOZO_RUNTIME_POSTGRES_BIN",
                home.cache().resolve("postgres-17").toString());
        environment.put("KYOZO_RUNTIME_DOCKER_BASE_IMAGE_SCRIPT", script.toString());
        for (String operators :
                new String[] {"KYOZO_RUNTIME_PROCESS_ALLOWED", "KYOZO_RUNTIME_DOCKER_BASE_IMAGE_SCRIPT"}) {
            String set = System.getenv(operators);
            if (set != null) {
                environment.put(operators, set);
            }
        }
        return environment;
    }
}
