package io.kyozo.analyzer.topology.graph;

import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.Reference;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Infers the stores that services need, from the drivers they depend on and the addresses they read; a store that the
 * folder already names (in a compose file) is used, else one is added.
 */
public final class StoreInference {
    /** Drivers that projects keep beside others for choice; two databases at once are seldom both needed. */
    private static final double AMBIGUOUS = 0.5;

    /** Who has drivers for so many stores offers them for choice, or watches them. */
    private static final int MANY = 4;

    /** Databases that run inside the service's own process. */
    private static final String[] EMBEDDED = {"h2", "hsqldb", "derby", "quarkus-jdbc-h2"};

    private final List<ServiceDraft> stores = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    /** The stores to add. */
    public List<ServiceDraft> stores() {
        return stores;
    }

    /** From services to stores. */
    public List<Edge> edges() {
        return edges;
    }

    /**
     * Infers what {@code services} need.
     *
     * @param complete whether the folder says itself which services there are: then no store is added
     */
    public void infer(Collection<ServiceDraft> services, boolean complete) {
        Map<String, List<ServiceDraft>> known = new LinkedHashMap<>();
        for (ServiceDraft service : services) {
            if (isStore(service)) {
                known.computeIfAbsent(family(service.stack()), family -> new ArrayList<>())
                        .add(service);
            }
        }
        for (ServiceDraft service : services) {
            if (!isStore(service) && !service.isManaged() && service.opposition() < 0.6) {
                needs(service, known, complete);
            }
        }
    }

    /** Also one that is built here on a store's image. */
    private static boolean isStore(ServiceDraft service) {
        return Store.ofStack(service.stack()).isPresent();
    }

    private void needs(ServiceDraft service, Map<String, List<ServiceDraft>> known, boolean complete) {
        List<Need> needs = Stores.ALL.stream()
                .flatMap(store -> need(service, store).stream())
                .toList();
        boolean choice = needs.size() >= MANY;
        long databases = needs.stream().filter(need -> isSql(need.store)).count();
        for (Need need : needs) {
            boolean ambiguous = databases > 1 && isSql(need.store) && need.references == 0;
            List<ServiceDraft> there = known.getOrDefault(family(need.store.stack()), List.of());
            if (there.isEmpty() && (complete || ambiguous || need.weight < 0.5 || choice && need.unspoken())) {
                continue;
            }
            ServiceDraft target = there.isEmpty() ? null : chosen(service, there);
            if (target == null && !there.isEmpty()) {
                continue;
            }
            if (target == null) {
                target = managed(need.store, known.values());
                need.evidence.forEach(item ->
                        stores.get(stores.size() - 1).shows(item.file(), item.line(), item.weight(), item.shows()));
                known.put(family(need.store.stack()), List.of(target));
            }
            double weight = ambiguous ? need.weight * AMBIGUOUS : need.weight;
            edges.add(
                    new Edge(service.name(), target.name(), need.store.stack(), need.variable, weight, need.evidence));
        }
    }

    /** Of several stores of a kind: the one that the service names, else the one called after it; null for neither. */
    private static @Nullable ServiceDraft chosen(ServiceDraft service, List<ServiceDraft> there) {
        if (there.size() == 1) {
            return there.get(0);
        }
        boolean named = there.stream()
                .anyMatch(store -> service.needs().contains(store.name())
                        || service.findings().references().stream()
                                .map(Reference::host)
                                .anyMatch(host -> host.equalsIgnoreCase(store.name())
                                        || store.aliases().contains(host)));
        if (named) {
            // The edge to it comes from what names it.
            return null;
        }
        String first = service.name().split("-", 2)[0];
        return there.stream()
                .filter(store -> store.name().startsWith(first + "-"))
                .findFirst()
                .orElse(null);
    }

    private ServiceDraft managed(Store store, Collection<List<ServiceDraft>> known) {
        boolean taken = known.stream()
                .flatMap(List::stream)
                .anyMatch(other -> other.name().equals(store.stack()));
        ServiceDraft draft = new ServiceDraft(".", store.stack())
                .name(taken ? store.stack() + "-2" : store.stack())
                .kind(store.kind())
                .image(store.image())
                .defaultPort(store.port())
                .version(tag(store.image()));
        if (!store.volume().isEmpty()) {
            draft.volumes().add(store.volume());
        }
        stores.add(draft);
        return draft;
    }

    static String tag(String image) {
        String tag = image.substring(image.lastIndexOf(':') + 1);
        return tag.split("-", 2)[0];
    }

    private record Need(Store store, String variable, double weight, int references, List<Evidence> evidence) {
        /** Whether nothing but a driver speaks for it. */
        boolean unspoken() {
            return variable.isEmpty() && references == 0;
        }
    }

    private static Optional<Need> need(ServiceDraft service, Store store) {
        List<Evidence> evidence = new ArrayList<>();
        double doubt = 1;
        boolean bound = false;
        for (Map.Entry<String, Evidence> dependency : service.dependencies().entrySet()) {
            if (store.isDriver(dependency.getKey())) {
                Evidence found = dependency.getValue();
                evidence.add(new Evidence(
                        found.file(),
                        found.line(),
                        0.6,
                        dependency.getKey().startsWith(Store.BINDING)
                                ? found.shows()
                                : "speaks to " + store.stack() + " with " + dependency.getKey()));
                doubt *= 0.4;
                bound |= dependency.getKey().startsWith(Store.BINDING);
            }
        }
        boolean driven = !evidence.isEmpty();
        if (driven && isSql(store) && service.dependsOn(EMBEDDED)) {
            // A database in the process stands in for it, unless more than the driver speaks for it.
            doubt = 0.55;
        }
        // What the folder itself sets beside it is chosen, as what an address names is.
        int references = bound ? 1 : 0;
        for (Reference reference : service.findings().references()) {
            if (Store.ofScheme(reference.scheme()).filter(store::equals).isPresent()) {
                evidence.add(reference.evidence());
                references++;
                doubt *= driven ? 0.6 : 0.7;
            }
        }
        String variable = variable(service, store, driven);
        if (references == 0 && isBrowsers(variable)) {
            // What is built into pages is called from browsers: it is a service elsewhere.
            return Optional.empty();
        }
        if (!variable.isEmpty() && (driven || references > 0)) {
            EnvRead read = service.findings().env().get(variable);
            if (read != null) {
                evidence.add(read.evidence());
            }
            doubt *= 0.5;
        }
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Need(store, variable, 1 - doubt, references, evidence));
    }

    private static String variable(ServiceDraft service, Store store, boolean driven) {
        for (Reference reference : service.findings().references()) {
            if (!reference.envVar().isEmpty()
                    && Store.ofScheme(reference.scheme()).filter(store::equals).isPresent()) {
                return reference.envVar();
            }
        }
        return service.findings().env().keySet().stream()
                .filter(name -> driven && store.isVariable(name))
                .findFirst()
                .orElse("");
    }

    private static boolean isBrowsers(String variable) {
        return variable.startsWith("NEXT_PUBLIC_")
                || variable.startsWith("VITE_")
                || variable.startsWith("PUBLIC_")
                || variable.startsWith("REACT_APP_")
                || variable.startsWith("NUXT_PUBLIC_");
    }

    private static boolean isSql(Store store) {
        return List.of("postgres", "mysql", "mariadb", "mssql").contains(store.stack());
    }

    /** Stores that stand in for each other: what was written against one runs with the other. */
    static String family(String stack) {
        return switch (stack) {
            case "mariadb" -> "mysql";
            case "valkey" -> "redis";
            case "opensearch" -> "elasticsearch";
            default -> stack;
        };
    }
}
