package io.kyozo.analyzer.topology;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec.Dockerfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may become a service: a root in the folder and everything that speaks for it or against it. Detectors begin it,
 * scanners and readers of compose and Docker files add to it, the analysis ends it.
 */
public final class ServiceDraft {
    private final String path;
    private String stack;
    private String name = "";
    private String framework = "";
    private String version = "";
    private ServiceKind kind = ServiceKind.WORKER;
    private String staticRoot = "";
    private int defaultPort;
    private String defaultHealth = "";
    private @Nullable String image;
    private @Nullable Dockerfile dockerfile;
    private List<List<String>> build = List.of();
    private List<String> start = List.of();
    private BuildPlan plan;
    private String workspaceRoot = "";
    private boolean silent;
    private SourceFindings findings = new SourceFindings();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Evidence> against = new ArrayList<>();
    private final List<PortFinding> ports = new ArrayList<>();
    private final Map<String, Evidence> dependencies = new LinkedHashMap<>();
    private final Map<String, String> stated = new LinkedHashMap<>();
    private final Set<String> needs = new LinkedHashSet<>();
    private final Set<String> aliases = new LinkedHashSet<>();
    private final Set<String> volumes = new LinkedHashSet<>();
    private final Set<String> uses = new LinkedHashSet<>();
    private final Set<String> mounts = new LinkedHashSet<>();

    public ServiceDraft(String path, String stack) {
        this.path = path;
        this.stack = stack;
        this.plan = BuildPlan.none(path);
    }

    public String path() {
        return path;
    }

    public String stack() {
        return stack;
    }

    @CanIgnoreReturnValue
    public ServiceDraft stack(String value) {
        stack = value;
        return this;
    }

    public String name() {
        return name;
    }

    @CanIgnoreReturnValue
    public ServiceDraft name(String value) {
        name = value;
        return this;
    }

    public String framework() {
        return framework;
    }

    @CanIgnoreReturnValue
    public ServiceDraft framework(String value) {
        framework = value;
        return this;
    }

    public String version() {
        return version;
    }

    @CanIgnoreReturnValue
    public ServiceDraft version(String value) {
        version = value;
        return this;
    }

    public ServiceKind kind() {
        return kind;
    }

    @CanIgnoreReturnValue
    public ServiceDraft kind(ServiceKind value) {
        kind = value;
        return this;
    }

    /** For static sites: the folder to serve, relative to {@link #path()}. */
    public String staticRoot() {
        return staticRoot;
    }

    @CanIgnoreReturnValue
    public ServiceDraft staticRoot(String value) {
        staticRoot = value;
        return this;
    }

    /** The framework's own port; 0 where it has none. */
    public int defaultPort() {
        return defaultPort;
    }

    @CanIgnoreReturnValue
    public ServiceDraft defaultPort(int value) {
        defaultPort = value;
        return this;
    }

    /** A health endpoint that the framework brings; empty where it brings none. */
    public String defaultHealth() {
        return defaultHealth;
    }

    @CanIgnoreReturnValue
    public ServiceDraft defaultHealth(String value) {
        defaultHealth = value;
        return this;
    }

    /** For managed services: the image to run. */
    public @Nullable String image() {
        return image;
    }

    @CanIgnoreReturnValue
    public ServiceDraft image(String value) {
        image = value;
        return this;
    }

    public @Nullable Dockerfile dockerfile() {
        return dockerfile;
    }

    @CanIgnoreReturnValue
    public ServiceDraft dockerfile(Dockerfile value) {
        dockerfile = value;
        return this;
    }

    /** Commands on a host, run in {@link #path()}. */
    public List<List<String>> build() {
        return build;
    }

    @CanIgnoreReturnValue
    public ServiceDraft build(List<List<String>> value) {
        build = value;
        return this;
    }

    /** The main process on a host, run in {@link #path()}. */
    public List<String> start() {
        return start;
    }

    @CanIgnoreReturnValue
    public ServiceDraft start(List<String> value) {
        start = value;
        return this;
    }

    public BuildPlan plan() {
        return plan;
    }

    @CanIgnoreReturnValue
    public ServiceDraft plan(BuildPlan value) {
        plan = value;
        return this;
    }

    /** The workspace or reactor that it is a member of; empty where it stands alone. */
    public String workspaceRoot() {
        return workspaceRoot;
    }

    @CanIgnoreReturnValue
    public ServiceDraft workspaceRoot(String value) {
        workspaceRoot = value;
        return this;
    }

    /** Whether it is known not to listen, although sources that it shares with another process do. */
    public boolean isSilent() {
        return silent;
    }

    /** It is a worker, whatever sources and image that it shares with a service listen on. */
    public void silence() {
        kind = ServiceKind.WORKER;
        silent = true;
    }

    /** Another service of the same sources, without a name and what was stated of this one. */
    public ServiceDraft twin() {
        ServiceDraft other = new ServiceDraft(path, stack)
                .framework(framework)
                .version(version)
                .kind(kind)
                .defaultPort(defaultPort)
                .defaultHealth(defaultHealth)
                .build(build)
                .start(start)
                .plan(plan)
                .workspaceRoot(workspaceRoot);
        other.dependencies.putAll(dependencies);
        other.uses.addAll(uses);
        other.aliases.addAll(aliases);
        return other;
    }

    public SourceFindings findings() {
        return findings;
    }

    @CanIgnoreReturnValue
    public ServiceDraft findings(SourceFindings value) {
        findings = value;
        return this;
    }

    /** What speaks for it, heaviest first. */
    public List<Evidence> evidence() {
        return evidence.stream()
                .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
                .toList();
    }

    @CanIgnoreReturnValue
    public ServiceDraft shows(String file, int line, double weight, String what) {
        evidence.add(new Evidence(file, line, weight, what));
        return this;
    }

    /** What speaks against it being a service, heaviest first. */
    public List<Evidence> against() {
        return against.stream()
                .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
                .toList();
    }

    @CanIgnoreReturnValue
    public ServiceDraft denies(String file, int line, double weight, String what) {
        against.add(new Evidence(file, line, weight, what));
        return this;
    }

    /** Takes back what speaks against it in words that begin so. */
    public void pardon(String begin) {
        against.removeIf(item -> item.shows().startsWith(begin));
    }

    /** Ports that manifests and configuration state; those in code are in {@link #findings()}. */
    public List<PortFinding> ports() {
        return ports;
    }

    /** Packages that it depends on, by lower-case name, with where that shows. */
    public Map<String, Evidence> dependencies() {
        return dependencies;
    }

    public boolean dependsOn(String... packages) {
        for (String candidate : packages) {
            if (dependencies.containsKey(candidate)) {
                return true;
            }
        }
        return false;
    }

    /** Variables whose value the folder states, such as in a compose file. */
    public Map<String, String> stated() {
        return stated;
    }

    /** Names of services that it is said to need. */
    public Set<String> needs() {
        return needs;
    }

    /** Other names by which it is known, such as in a compose file. */
    public Set<String> aliases() {
        return aliases;
    }

    /** Paths in the folder that a compose file mounts into it. */
    public Set<String> mounts() {
        return mounts;
    }

    /** Paths of the libraries in the folder that it is built with. */
    public Set<String> uses() {
        return uses;
    }

    /** Its aliases, in lower case. */
    public List<String> names() {
        return aliases.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    public Set<String> volumes() {
        return volumes;
    }

    /** Whether an image is run, instead of one built from the folder. */
    public boolean isManaged() {
        return image != null;
    }

    /** How sure it is that this is what the folder holds, from the evidence: 1 - the product of the doubts. */
    public double support() {
        return sure(evidence);
    }

    /** How sure it is that this is not a service. */
    public double opposition() {
        return sure(against);
    }

    private static double sure(List<Evidence> items) {
        return 1 - items.stream().mapToDouble(item -> 1 - item.weight()).reduce(1, (one, other) -> one * other);
    }
}
