package io.kyozo.deployer.fleet;

import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import io.kyozo.deployer.testing.Topologies;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A workspace of many small services: layers of five, each service needing one of the layer above. */
final class Fleet {
    static final String IMAGE = "debian:bookworm-slim";
    private static final int LAYER = 5;
    private static final long MEMORY_BYTES = 32L << 20;
    private static final String DOCKERFILE = "FROM " + IMAGE
            + "\nWORKDIR /app\nCOPY . .\nUSER nobody\nCMD [\"perl\", \"-MIO::Socket::INET\", \"index.js\"]\n";

    /** The folder's one file: a web server of a few MiB. */
    static final String SERVER = """
            $SIG{TERM} = sub { exit 0 };
            $SIG{PIPE} = 'IGNORE';
            my $door = IO::Socket::INET->new(LocalPort => $ENV{PORT}, Listen => 64, ReuseAddr => 1) or die;
            while (1) {
                my $guest = $door->accept or next;
                while (<$guest>) { last if /^\\r?$/ }
                print $guest "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\nok";
                close $guest;
            }
            """;

    private Fleet() {}

    static TopologyDocument of(int services) {
        List<ServiceSpec> all =
                IntStream.range(0, services).mapToObj(Fleet::service).toList();
        List<Edge> edges = needs(services).entrySet().stream()
                .map(need -> Topologies.edge(need.getKey(), need.getValue(), "http", "NEEDED_URL"))
                .toList();
        return Topologies.of(all, edges);
    }

    /** Which service each one needs. */
    static Map<String, String> needs(int services) {
        return IntStream.range(LAYER, services)
                .boxed()
                .collect(Collectors.toMap(Fleet::name, number -> name(number - LAYER)));
    }

    static String name(int number) {
        return "part-%03d".formatted(number);
    }

    private static ServiceSpec service(int number) {
        ServiceSpec spec = Topologies.service(name(number), ServiceKind.API, DOCKERFILE, "PORT", List.of());
        return new ServiceSpec(
                spec.name(),
                spec.kind(),
                spec.stack(),
                "",
                "",
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
                List.of(),
                spec.health(),
                new ServiceSpec.Resources(MEMORY_BYTES, 0.2, 20),
                true);
    }
}
