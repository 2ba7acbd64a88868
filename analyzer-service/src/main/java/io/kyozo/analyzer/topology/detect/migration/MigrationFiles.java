package io.kyozo.analyzer.topology.detect.migration;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.FileRule;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.walk.Glob;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The folder's files that may have to do with migrations, by the service whose database they are of. */
final class MigrationFiles {
    private static final int MAX_FILES = 2_000;
    private static final int MAX_OF_A_FOLDER = 10;
    private static final int MAX_EVIDENCE = 3;
    private static final double WEIGHT = 0.8;

    /** How the names of files begin that configure a tool, wherever they lie. */
    private static final List<String> CONFIGURATION = List.of(
            "alembic.ini", "knexfile.", "drizzle.config.", "mikro-orm.config.", "phinx.", "flyway.", "atlas.hcl");

    private static final FileFilter CANDIDATES = FileFilter.named(name -> true).where(MigrationFiles::mayBelong);

    /** Where the signs of tools stand in a file, 1-based; those that it does not hold are left out. */
    private static final FileRule<Map<String, Integer>> SIGNS =
            FileRule.of("migration-signs", FileRule.Result.FINDINGS, MigrationFiles::signs);

    private final Folder folder;
    private final Map<String, List<FolderFile>> byOwner;
    private final Map<String, List<String>> owners = new HashMap<>();

    private MigrationFiles(Folder folder, Map<String, List<FolderFile>> byOwner) {
        this.folder = folder;
        this.byOwner = byOwner;
    }

    /**
     * Where a tool's migrations are.
     *
     * @param dir their folder
     * @param file the first of them, or the configuration
     * @param owner the project that they lie in
     * @param evidence what shows it
     */
    record Place(String dir, String file, String owner, List<Evidence> evidence) {}

    /** Sorts the files of {@code folder}; what belongs to no service goes to the only one there is. */
    static MigrationFiles of(Folder folder, Collection<ServiceDraft> drafts, Collection<ServiceDraft> services) {
        Set<String> roots = new HashSet<>();
        drafts.stream().filter(draft -> !draft.isManaged()).forEach(draft -> roots.add(draft.path()));
        Map<String, List<FolderFile>> byOwner = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        int count = 0;
        for (FolderFile file : folder.matching(".", CANDIDATES)) {
            if (count < MAX_FILES && isLooked(file, seen)) {
                String owner = owner(file.dir(), roots);
                if (!Places.isAside(owner.isEmpty() ? file.path() : FolderPath.relativize(owner, file.path()))) {
                    byOwner.computeIfAbsent(owner, key -> new ArrayList<>()).add(file);
                    count++;
                }
            }
        }
        MigrationFiles files = new MigrationFiles(folder, byOwner);
        files.share(services);
        return files;
    }

    private void share(Collection<ServiceDraft> services) {
        Set<String> claimed = new HashSet<>();
        for (ServiceDraft service : services) {
            List<String> own = new ArrayList<>(List.of(service.path()));
            service.uses().stream().filter(path -> !own.contains(path)).forEach(own::add);
            owners.put(service.path(), own);
            claimed.addAll(own);
        }
        if (services.size() == 1) {
            byOwner.keySet().stream()
                    .filter(owner -> !claimed.contains(owner))
                    .forEach(owner -> owners.values().iterator().next().add(owner));
        }
    }

    /** Most lie in a folder that says so, the others have a name that does. */
    private static boolean mayBelong(FolderFile file) {
        String dir = file.dir();
        String name = file.name();
        return dir.contains("igrat")
                || dir.contains("changelog")
                || name.contains("changelog")
                || dir.endsWith("schema") && name.endsWith(".sql")
                || name.startsWith("V") && name.endsWith(".sql") && name.contains("__")
                || CONFIGURATION.stream().anyMatch(name::startsWith);
    }

    /** A folder's first migrations are as good as all of them; what includes the others is called a changelog. */
    private static boolean isLooked(FolderFile file, Map<String, Integer> seen) {
        return seen.merge(file.dir(), 1, Integer::sum) <= MAX_OF_A_FOLDER
                || file.name().contains("changelog");
    }

    private static String owner(String dir, Set<String> roots) {
        String at = dir;
        while (!roots.contains(at)) {
            if (at.equals(".")) {
                return "";
            }
            at = FolderPath.parent(at);
        }
        return at;
    }

    boolean isEmpty(ServiceDraft service) {
        return owners(service).stream().noneMatch(byOwner::containsKey);
    }

    private List<String> owners(ServiceDraft service) {
        return owners.getOrDefault(service.path(), List.of());
    }

    /** Where a service, or a library that it is built with, keeps migrations of {@code tool}. */
    Optional<Place> find(ServiceDraft service, MigrationTool tool) {
        return owners(service).stream()
                .filter(byOwner::containsKey)
                .flatMap(owner -> tool.places().stream().flatMap(place -> find(owner, tool, place).stream()))
                .findFirst();
    }

    private Optional<Place> find(String owner, MigrationTool tool, Glob place) {
        List<Evidence> evidence = new ArrayList<>();
        for (FolderFile file : byOwner.getOrDefault(owner, List.of())) {
            if (evidence.size() < MAX_EVIDENCE && place.matches(file.path(), 0)) {
                int line = tool.sign().isEmpty()
                        ? 0
                        : folder.finding(file.path(), SIGNS)
                                .map(signs -> signs.getOrDefault(tool.sign(), -1))
                                .orElse(-1);
                if (line >= 0) {
                    evidence.add(new Evidence(file.path(), line, WEIGHT, "belongs to migrations of " + tool.name()));
                }
            }
        }
        if (evidence.isEmpty()) {
            return Optional.empty();
        }
        String file = evidence.get(0).file();
        String dir = FolderPath.parent(file);
        return Optional.of(new Place(tool.above() ? FolderPath.parent(dir) : dir, file, owner, evidence));
    }

    private static Map<String, Integer> signs(TextFile text) {
        Map<String, Integer> found = new HashMap<>();
        for (MigrationTool tool : MigrationTool.ALL) {
            int line = tool.sign().isEmpty() ? 0 : text.lineOf(tool.sign());
            if (line > 0) {
                found.put(tool.sign(), line);
            }
        }
        return Map.copyOf(found);
    }

    /** The command that runs them, in the service's folder; empty where what it must name is not there. */
    List<String> command(ServiceDraft service, MigrationTool tool, Place place) {
        String config = "";
        if (tool.config().isPresent()) {
            Optional<String> found = config(service, tool.config().get(), place);
            if (found.isEmpty()) {
                return List.of();
            }
            config = found.get();
        }
        List<String> command = new ArrayList<>();
        for (String word : tool.command()) {
            command.add(word.replace("{dir}", seenFrom(service.path(), place.dir()))
                    .replace("{file}", seenFrom(service.path(), place.file()))
                    .replace("{owner}", seenFrom(service.path(), place.owner().isEmpty() ? "." : place.owner()))
                    .replace("{config}", seenFrom(service.path(), config)));
        }
        return List.copyOf(command);
    }

    /** The configuration nearest to the root of the project that the migrations lie in, or of the service. */
    private Optional<String> config(ServiceDraft service, Glob name, Place place) {
        String owner = place.owner().isEmpty() ? service.path() : place.owner();
        return folder.under(owner).stream()
                .map(FolderFile::path)
                .filter(path -> name.matches(path, 0) && !Places.isAside(FolderPath.relativize(owner, path)))
                .min(Comparator.comparingInt(FolderPath::depth).thenComparing(Comparator.naturalOrder()));
    }

    private static String seenFrom(String dir, String path) {
        return FolderPath.isWithin(path, dir)
                ? FolderPath.relativize(dir, path)
                : "../".repeat(FolderPath.depth(dir)) + path;
    }
}
