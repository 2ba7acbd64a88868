package io.kyozo.analyzer.topology.generate.manifest;

import io.kyozo.contracts.topology.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How little a service can do with.
 *
 * @param uid numeric user, as the restricted pod-security profile wants it
 * @param readOnlyRoot whether its root file system can be read-only
 * @param scratch folders that it may write to all the same and that need not survive; empty where the root is writable
 * @param bareMain whether its main process may not handle the stop signal itself, and must not be process 1
 */
record Confinement(int uid, boolean readOnlyRoot, List<String> scratch, boolean bareMain) {
    private static final int USUAL = 10001;

    /** Other users of generated images, as their last USER says it. */
    private static final Map<String, Integer> USERS =
            Map.of("nginx", 101, "www-data", 33, "node", 1000, "bun", 1000, "deno", 1993, "1654", 1654);

    /** What keeps files in its own folder, or compiles into it, while it runs. */
    private static final Set<String> WRITERS = Set.of("php", "ruby", "clojure", "r", "julia");

    private static final Set<String> HANDLING = Set.of("static", "java", "kotlin", "scala", "clojure", "php", "dotnet");

    static Confinement of(ServiceSpec service) {
        if (service.image() != null) {
            StoreTraits traits = StoreTraits.of(service);
            List<String> scratch = new ArrayList<>(traits.scratch());
            scratch.removeAll(service.volumes());
            return new Confinement(traits.uid(), !traits.scratch().isEmpty(), scratch, false);
        }
        ServiceSpec.Dockerfile dockerfile = service.dockerfile();
        boolean own = dockerfile == null || !dockerfile.path().isEmpty();
        boolean keepsFiles = !service.scalable() && service.volumes().isEmpty();
        boolean cached = service.framework().equals("next");
        boolean readOnly = !own && !keepsFiles && !cached && !WRITERS.contains(service.stack());
        return new Confinement(
                own ? USUAL : user(dockerfile == null ? "" : dockerfile.content()),
                readOnly,
                readOnly ? List.of("/tmp") : List.of(),
                !HANDLING.contains(service.stack()));
    }

    private static int user(String dockerfile) {
        return dockerfile
                .lines()
                .filter(line -> line.startsWith("USER "))
                .map(line -> USERS.getOrDefault(line.substring(5).strip(), USUAL))
                .reduce((first, last) -> last)
                .orElse(USUAL);
    }
}
