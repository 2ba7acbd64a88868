package io.kyozo.analyzer.topology.detect.source;

import io.kyozo.analyzer.topology.parse.Numbers;
import java.util.List;
import java.util.Set;

/** What a text says about ports. */
public final class Ports {
    private static final Set<String> OWN = Set.of(
            "PORT",
            "SERVER_PORT",
            "HTTP_PORT",
            "APP_PORT",
            "API_PORT",
            "LISTEN_PORT",
            "WEB_PORT",
            "SERVICE_PORT",
            "NODE_PORT",
            "FLASK_PORT",
            "UVICORN_PORT",
            "ROCKET_PORT",
            "QUARKUS_HTTP_PORT",
            "MICRONAUT_SERVER_PORT",
            "BIND_PORT",
            "FLASK_RUN_PORT",
            "NITRO_PORT",
            "NUXT_PORT",
            "LISTEN_ADDR",
            "ADDR",
            "BIND_ADDR",
            "HTTP_ADDR",
            "GRPC_PORT");
    private static final List<String> FOREIGN = List.of(
            "DB",
            "DATABASE",
            "POSTGRES",
            "PG",
            "MYSQL",
            "MARIADB",
            "MONGO",
            "REDIS",
            "CACHE",
            "SMTP",
            "MAIL",
            "EMAIL",
            "RABBIT",
            "AMQP",
            "KAFKA",
            "ELASTIC",
            "OPENSEARCH",
            "SQL",
            "MEMCACHE",
            "LDAP",
            "SSH",
            "FTP",
            "S3",
            "MINIO",
            "PROXY",
            "STATSD",
            "CONSUL",
            "REMOTE",
            "BROKER",
            "QUEUE",
            "NATS",
            "MQTT",
            "CLIENT",
            "DEBUG",
            "METRICS",
            "PUBLIC",
            "EXTERNAL");

    private Ports() {}

    /** Whether a variable of this name says where the service itself listens. */
    public static boolean isOwn(String name) {
        if (OWN.contains(name)) {
            return true;
        }
        return name.endsWith("_PORT") && FOREIGN.stream().noneMatch(name::contains);
    }

    /** The port in {@code 8080}, {@code :8080}, {@code 0.0.0.0:8080} or {@code http://*:8080}; -1 where there is none. */
    public static int number(String text) {
        String value = text.strip();
        int colon = value.lastIndexOf(':');
        String last = colon < 0 ? value : value.substring(colon + 1);
        int slash = last.indexOf('/');
        String digits = slash < 0 ? last : last.substring(0, slash);
        return Numbers.isPort(digits) ? Integer.parseInt(digits) : -1;
    }
}
