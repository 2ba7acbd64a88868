package io.kyozo.analyzer.topology.detect.java;

import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Frameworks of the Java platform: by artifact, matched from its beginning where it ends in {@code *}. */
final class JavaFrameworks {
    static final List<Framework> ALL = List.of(
            Framework.api("quarkus-rest*", "quarkus", 8080),
            Framework.api("quarkus-resteasy*", "quarkus", 8080),
            Framework.api("quarkus-*", "quarkus", 8080),
            Framework.api("spring-cloud-starter-gateway*", "spring-boot", 8080),
            Framework.api("spring-boot-starter-web", "spring-boot", 8080),
            Framework.api("spring-boot-starter-webmvc", "spring-boot", 8080),
            Framework.api("spring-boot-starter-webflux", "spring-boot", 8080),
            Framework.api("spring-boot-starter-jersey", "spring-boot", 8080),
            Framework.api("spring-boot-starter-graphql", "spring-boot", 8080),
            Framework.api("spring-cloud-config-server", "spring-boot", 8888),
            Framework.api("spring-cloud-starter-netflix-eureka-server", "spring-boot", 8761),
            Framework.api("spring-boot-starter-actuator", "spring-boot", 8080),
            Framework.worker("spring-boot-starter*", "spring-boot"),
            Framework.api("micronaut-http-server*", "micronaut", 8080),
            Framework.api("helidon-*", "helidon", 8080),
            Framework.api("vertx-web", "vertx", 8080),
            Framework.api("spark-core", "spark", 4567),
            Framework.api("javalin*", "javalin", 7070),
            Framework.api("dropwizard-core", "dropwizard", 8080),
            Framework.api("ktor-server-*", "ktor", 8080),
            Framework.api("http4k-*", "http4k", 8000),
            Framework.api("jooby*", "jooby", 8080),
            Framework.api("undertow-core", "undertow", 8080),
            Framework.api("jetty-server", "jetty", 8080),
            Framework.api("tomcat-embed-core", "tomcat", 8080),
            Framework.api("functions-framework-api", "functions-framework", 8080),
            Framework.api("grpc-netty*", "grpc", 50051),
            Framework.api("play*", "play", 9000));

    private JavaFrameworks() {}

    static Optional<Framework> of(JavaModule module) {
        Map<String, ?> dependencies = module.dependencies();
        Optional<Framework> found =
                ALL.stream().filter(f -> matches(dependencies, f.dependency())).findFirst();
        boolean health = dependencies.containsKey("spring-boot-starter-actuator");
        return found.map(f -> f.name().equals("spring-boot") && health ? f.health("/actuator/health") : f)
                .map(f -> dependencies.containsKey("quarkus-smallrye-health") ? f.health("/q/health") : f)
                .map(f -> dependencies.containsKey("thymeleaf")
                                || dependencies.containsKey("spring-boot-starter-thymeleaf")
                        ? new Framework(f.dependency(), f.name(), ServiceKind.WEB, f.port(), f.health())
                        : f);
    }

    private static boolean matches(Map<String, ?> dependencies, String pattern) {
        if (!pattern.endsWith("*")) {
            return dependencies.containsKey(pattern);
        }
        String begin = pattern.substring(0, pattern.length() - 1);
        return dependencies.keySet().stream().anyMatch(name -> name.startsWith(begin));
    }
}
