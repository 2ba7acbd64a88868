package io.kyozo.analyzer.topology.detect.go;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The programs of one Go module: its main packages, each with the packages of the module that it is built from. Which of
 * them open a port is read from these sources, not from the programs' names.
 */
final class GoPrograms {
    private static final int MAX_PROGRAMS = 60;
    private static final int MAX_PACKAGES = 200;

    /** What folders of programs are called that run on and take their work from elsewhere. */
    private static final Set<String> WORKERS =
            Set.of("worker", "workers", "consumer", "scheduler", "cron", "daemon", "processor", "dispatcher", "relay");

    /** Names of folders that say nothing of what the program is. */
    private static final Set<String> GENERIC = Set.of("cmd", "main", "server", "app", "service", "src");

    private final Folder folder;
    private final String root;
    private final String module;
    private final Set<String> roots;
    private final Map<String, List<String>> imports = new HashMap<>();
    private final Map<String, Evidence> listeners = new HashMap<>();

    /**
     * One main package.
     *
     * @param dir of the package
     * @param path of the service: the folder that its name comes from
     * @param main where its main function is
     * @param listens where it opens a port; null where it opens none
     * @param worker whether it is called as programs are that run on without a port
     * @param packages folders of the module's packages that it is built from, without its own
     * @param imported all packages that these import
     */
    record Program(
            String dir,
            String path,
            Evidence main,
            @Nullable Evidence listens,
            boolean worker,
            Set<String> packages,
            Set<String> imported) {
        boolean runs() {
            return listens != null || worker;
        }
    }

    /**
     * @param root of the module
     * @param module its import path
     * @param roots of all modules
     */
    GoPrograms(Folder folder, String root, String module, Set<String> roots) {
        this.folder = folder;
        this.root = root;
        this.module = module;
        this.roots = roots;
    }

    /** In order of their folders. */
    List<Program> find() {
        Map<String, Evidence> mains = new LinkedHashMap<>();
        for (FolderFile file : folder.under(root)) {
            if (mains.size() < MAX_PROGRAMS && mayBeMain(file) && isOwn(file)) {
                folder.finding(file.path(), GoFile.RULE)
                        .filter(found -> found.main() > 0)
                        .ifPresent(found -> mains.putIfAbsent(
                                file.dir(), new Evidence(file.path(), found.main(), 0.6, "has a main function")));
            }
        }
        List<Program> programs = new ArrayList<>();
        mains.forEach((dir, main) -> programs.add(program(dir, main, mains.keySet())));
        // Where the module's root is a program, it is what the module is for: others must open a port themselves.
        return mains.containsKey(root) ? programs.stream().map(this::itself).toList() : programs;
    }

    private Program itself(Program program) {
        Evidence listens = program.listens();
        boolean own = listens == null
                || program.dir().equals(root)
                || FolderPath.parent(listens.file()).equals(program.dir());
        return own
                ? program
                : new Program(
                        program.dir(),
                        program.path(),
                        program.main(),
                        null,
                        program.worker(),
                        program.packages(),
                        program.imported());
    }

    /** By convention: {@code main.go}, or a file of a folder in cmd. */
    private static boolean mayBeMain(FolderFile file) {
        return file.name().equals("main.go")
                || isSource(file.name())
                        && FolderPath.name(FolderPath.parent(file.dir())).equals("cmd");
    }

    private static boolean isSource(String name) {
        return name.endsWith(".go") && !name.endsWith("_test.go");
    }

    private boolean isOwn(FolderFile file) {
        return !Places.isAside(FolderPath.relativize(root, file.path()))
                && roots.stream()
                        .noneMatch(other -> !other.equals(root)
                                && FolderPath.isWithin(other, root)
                                && FolderPath.isWithin(file.dir(), other));
    }

    private Program program(String dir, Evidence main, Set<String> dirs) {
        Set<String> packages = new LinkedHashSet<>();
        Set<String> imported = new LinkedHashSet<>();
        ArrayDeque<String> waiting = new ArrayDeque<>(List.of(dir));
        Evidence listens = null;
        while (!waiting.isEmpty() && packages.size() < MAX_PACKAGES) {
            String next = waiting.poll();
            if (!packages.add(next)) {
                continue;
            }
            read(next);
            listens = listens == null ? listeners.get(next) : listens;
            for (String name : imports.getOrDefault(next, List.of())) {
                imported.add(name);
                inside(name).ifPresent(waiting::add);
            }
        }
        packages.remove(dir);
        String path = path(dir, dirs);
        String word = FolderPath.name(path).toLowerCase(Locale.ROOT);
        boolean worker = List.of(word.split("[-_]", 6)).stream().anyMatch(WORKERS::contains);
        return new Program(dir, path, main, listens, worker, packages, imported);
    }

    private void read(String dir) {
        if (imports.containsKey(dir)) {
            return;
        }
        List<String> all = new ArrayList<>();
        imports.put(dir, all);
        for (String name : folder.namesIn(dir)) {
            String path = FolderPath.join(dir, name);
            if (isSource(name)) {
                folder.finding(path, GoFile.RULE).ifPresent(found -> {
                    all.addAll(found.imports());
                    if (found.listens() > 0) {
                        listeners.putIfAbsent(dir, new Evidence(path, found.listens(), 0.5, "opens a port"));
                    }
                });
            }
        }
    }

    /** The folder of an imported package of the module itself; the module's own root is left out, being all of it. */
    private Optional<String> inside(String name) {
        return !module.isEmpty() && name.startsWith(module + "/")
                ? Optional.of(FolderPath.join(root, name.substring(module.length() + 1)))
                : Optional.empty();
    }

    /** {@code billing} for {@code billing/cmd/server}, where that is the only program there; else the folder itself. */
    private String path(String dir, Set<String> dirs) {
        String path = dir;
        while (!path.equals(root) && GENERIC.contains(FolderPath.name(path))) {
            String parent = FolderPath.parent(path);
            boolean shared = parent.equals(root)
                    || dirs.stream().anyMatch(other -> !other.equals(dir) && FolderPath.isWithin(other, parent));
            if (shared) {
                return dir;
            }
            path = parent;
        }
        return path;
    }
}
