package io.kyozo.deployer.testing;

import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.Strategy;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import java.util.List;

/** Topologies for tests. */
public final class Topologies {
    private static final String NODE =
            "FROM node:20-bookworm-slim\nWORKDIR /app\nCOPY . .\nUSER node\nCMD [\"node\", \"index.js\"]\n";

    private Topologies() {}

    /** A service that reads PORT, built by a Dockerfile whose text chooses what the fake runtime does. */
    public static ServiceSpec web(String name, String dockerfile) {
        return service(name, ServiceKind.WEB, dockerfile, "PORT", List.of());
    }

    /** The same of an image that is built so. */
    public static ServiceSpec web(String name, ServiceSpec.Dockerfile dockerfile) {
        return service(name, ServiceKind.WEB, dockerfile, "PORT", List.of());
    }

    public static ServiceSpec service(
            String name, ServiceKind kind, String dockerfile, String portVar, List<ServiceSpec.EnvVar> env) {
        return service(name, kind, new ServiceSpec.Dockerfile("", dockerfile, ".", "", ""), portVar, env);
    }

    private static ServiceSpec service(
            String name,
            ServiceKind kind,
            ServiceSpec.Dockerfile dockerfile,
            String portVar,
            List<ServiceSpec.EnvVar> env) {
        return new ServiceSpec(
                name,
                kind,
                "node",
                "express",
                "20",
                ".",
                true,
                "",
                0.95,
                List.of(),
                List.of(new ServiceSpec.Port(3000, "http", true, portVar)),
                List.of(List.of("npm", "ci")),
                List.of("node", "index.js"),
                null,
                dockerfile,
                "",
                env,
                List.of(),
                new ServiceSpec.Health("http", "/", 3000),
                new ServiceSpec.Resources(256 << 20, 0.5, 100),
                true);
    }

    /** A service of one file that real runtimes build at once and run, {@code index.js}, with volumes at these paths. */
    public static ServiceSpec node(String name, String... volumes) {
        ServiceSpec spec = service(name, ServiceKind.WEB, NODE, "PORT", List.of());
        return new ServiceSpec(
                spec.name(),
                spec.kind(),
                spec.stack(),
                "",
                "20",
                ".",
                true,
                "",
                1,
                List.of(),
                spec.ports(),
                List.of(),
                spec.start(),
                null,
                spec.dockerfile(),
                "",
                List.of(),
                List.of(volumes),
                spec.health(),
                spec.resources(),
                true);
    }

    /** A PostgreSQL of the fake runtime, which answers nothing but HTTP. */
    public static ServiceSpec postgres() {
        return managed("postgres", "postgres:15-bookworm", new ServiceSpec.Health("http", "/", 5432));
    }

    /** A data service of this stack, which is also its name. */
    public static ServiceSpec data(String stack, String image, int port, String... volumes) {
        return managed(stack, image, new ServiceSpec.Health("tcp", "", port), volumes);
    }

    private static ServiceSpec managed(String stack, String image, ServiceSpec.Health health, String... volumes) {
        return new ServiceSpec(
                stack,
                ServiceKind.DATABASE,
                stack,
                "",
                "",
                ".",
                true,
                "",
                0.9,
                List.of(),
                List.of(new ServiceSpec.Port(health.port(), "tcp", false, "")),
                List.of(),
                List.of(),
                image,
                null,
                "",
                List.of(),
                List.of(volumes),
                health,
                new ServiceSpec.Resources(0, 0, 0),
                false);
    }

    public static Edge edge(String from, String to, String kind, String envVar) {
        return new Edge(from, to, kind, envVar, 0.9, List.of());
    }

    public static TopologyDocument of(List<ServiceSpec> services, List<Edge> edges) {
        return new TopologyDocument(
                1,
                Strategy.MULTI_SERVICE,
                "",
                0.9,
                services,
                edges,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public static TopologyDocument of(ServiceSpec... services) {
        return of(List.of(services), List.of());
    }
}
