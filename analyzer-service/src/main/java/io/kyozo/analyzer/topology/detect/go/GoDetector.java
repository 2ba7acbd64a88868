package io.kyozo.analyzer.topology.detect.go;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.analyzer.topology.detect.go.GoPrograms.Program;
import io.kyozo.analyzer.topology.parse.Numbers;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds Go modules with a main package, and main packages without a module. */
public final class GoDetector implements Detector {
    static final String DEFAULT = "1.19";

    static final List<Framework> FRAMEWORKS = List.of(
            Framework.api("github.com/gin-gonic/gin", "gin", 8080),
            Framework.api("github.com/labstack/echo*", "echo", 0),
            Framework.api("github.com/gofiber/fiber*", "fiber", 0),
            Framework.api("github.com/go-chi/chi*", "chi", 0),
            Framework.api("github.com/gorilla/mux", "gorilla", 0),
            Framework.api("github.com/beego/beego*", "beego", 8080),
            Framework.api("github.com/googlecloudplatform/functions-framework-go", "functions-framework", 8080),
            Framework.api("github.com/julienschmidt/httprouter", "httprouter", 0),
            Framework.api("google.golang.org/grpc", "grpc", 0));

    /** Libraries for programs with commands and flags. */
    private static final List<String> COMMANDS = List.of(
            "github.com/spf13/cobra",
            "github.com/urfave/cli",
            "github.com/alecthomas/kong",
            "github.com/alecthomas/kingpin",
            "github.com/mitchellh/cli",
            "github.com/charmbracelet/bubbletea");

    @Override
    public List<ServiceDraft> detect(Folder folder) {
        Set<String> roots = new LinkedHashSet<>();
        folder.named(".", List.of("go.mod")).forEach(file -> roots.add(file.dir()));
        for (FolderFile file : folder.named(".", List.of("main.go"))) {
            if (roots.stream().noneMatch(root -> FolderPath.isWithin(file.dir(), root))) {
                roots.add(file.dir());
            }
        }
        return roots.stream()
                .flatMap(root -> drafts(folder, root, roots).stream())
                .toList();
    }

    /** The module as a service; where several of its programs run on, each of them. */
    private static List<ServiceDraft> drafts(Folder folder, String root, Set<String> roots) {
        ServiceDraft draft = new ServiceDraft(root, "go").version(stated(folder, root));
        String module = folder.text(FolderPath.join(root, "go.mod"))
                .map(text -> module(text, draft))
                .orElse("");
        if (folder.has(FolderPath.join(root, "go.sum"))) {
            draft.shows(FolderPath.join(root, "go.sum"), 0, 0.2, "locks its packages");
        }
        Judge.place(draft);
        List<Program> programs = module.isEmpty() ? List.of() : new GoPrograms(folder, root, module, roots).find();
        if (GoMembers.areSeveral(programs)) {
            return GoMembers.of(folder, draft, programs);
        }
        boolean served = Judge.framework(draft, FRAMEWORKS).isPresent();
        Optional<Evidence> main = GoMembers.only(programs)
                .or(() -> mains(folder, root, roots).stream().findFirst());
        if (main.isEmpty()) {
            draft.denies(FolderPath.join(root, "go.mod"), 1, 0.98, "it is a library: it has no main package");
            return List.of(draft);
        }
        tool(folder, root, served, draft);
        complete(folder, root, main.get(), draft);
        List<ServiceDraft> all = new ArrayList<>(List.of(draft));
        all.addAll(GoMembers.tools(folder, draft, programs));
        return all;
    }

    /** Says how the program with the main function {@code found} is built and started. */
    static void complete(Folder folder, String root, Evidence found, ServiceDraft draft) {
        draft.shows(found.file(), found.line(), 0.6, "has a main function");
        String pack = "./" + FolderPath.relativize(root, FolderPath.parent(found.file()));
        pack = pack.equals("./.") ? "." : pack;
        boolean module = folder.has(FolderPath.join(root, "go.mod"));
        String target = module ? pack : FolderPath.relativize(root, found.file());
        if (draft.path().equals(root)) {
            draft.build(List.of(List.of("go", "build", "-o", ".kyozo-build/app", target)));
            draft.start(List.of(".kyozo-build/app"));
        } else {
            String own = "./" + FolderPath.relativize(draft.path(), FolderPath.parent(found.file()));
            draft.build(List.of(List.of("go", "build", "-o", ".kyozo-build/app", own.equals("./.") ? "." : own)));
            // Programs of a module are run in its root, as a developer runs them: paths of files are seen from there.
            String up = "../".repeat(FolderPath.depth(FolderPath.relativize(root, draft.path())));
            String app = FolderPath.relativize(root, draft.path()) + "/.kyozo-build/app";
            draft.start(List.of("sh", "-c", "cd " + up + " && exec " + app));
        }
        List<String> manifests = new ArrayList<>();
        if (module && !folder.has(FolderPath.join(root, "vendor/modules.txt"))) {
            manifests.add("go.mod");
            if (folder.has(FolderPath.join(root, "go.sum"))) {
                manifests.add("go.sum");
            }
        }
        draft.plan(BuildPlan.none(root)
                .manifests(manifests)
                .install(manifests.isEmpty() ? List.of() : List.of("go mod download"))
                .compile(List.of("CGO_ENABLED=0 go build -trimpath -ldflags=-s -o /out/app " + target))
                .start(List.of("/app/app")));
    }

    /** A program made with a library for command lines, without a framework that serves, is most often a tool. */
    private static void tool(Folder folder, String root, boolean served, ServiceDraft draft) {
        boolean commands = draft.dependencies().keySet().stream()
                .anyMatch(name -> COMMANDS.stream().anyMatch(name::startsWith));
        boolean released = folder.has(FolderPath.join(root, ".goreleaser.yml"))
                || folder.has(FolderPath.join(root, ".goreleaser.yaml"));
        boolean image = folder.has(FolderPath.join(root, "Dockerfile"));
        boolean serves = served && !draft.framework().equals("grpc");
        if ((commands || released) && !serves && !image) {
            draft.denies(
                    FolderPath.join(root, "go.mod"), 1, commands && released ? 0.9 : 0.75, "it is a command-line tool");
        }
    }

    /** Reads go.mod; the module's import path. */
    private static String module(TextFile text, ServiceDraft draft) {
        String module = "";
        draft.shows(text.path(), 1, 0.6, "is a Go module");
        int number = 0;
        for (String raw : text.lines()) {
            number++;
            String line = raw.strip();
            int replaced = line.indexOf("=> .");
            if (replaced > 0) {
                draft.uses()
                        .add(FolderPath.join(
                                draft.path(), line.substring(replaced + 3).strip()));
            }
            if (line.startsWith("module ")) {
                module = line.substring(7).strip();
                draft.aliases().add(FolderPath.name(module));
            } else if (line.startsWith("go ") && Numbers.leading(line.substring(3)) == 1) {
                draft.version(version(line.substring(3)));
            } else if (line.startsWith("toolchain go")) {
                draft.version(version(line.substring(12)));
            } else if (line.contains(" v") && !line.contains("// indirect") && !line.startsWith("//")) {
                String name =
                        line.replaceFirst("^require ", "").split(" ", 2)[0].toLowerCase(Locale.ROOT);
                draft.dependencies().put(name, new Evidence(text.path(), number, 0.5, "depends on " + name));
            }
        }
        return module;
    }

    /** For a module that does not say itself. */
    private static String stated(Folder folder, String root) {
        String file = ToolVersions.nearest(folder, root, ".go-version");
        return version(file.isEmpty() ? ToolVersions.of(folder, root, "golang", "go") : file);
    }

    private static String version(String stated) {
        String[] parts = stated.strip().split("\\.", 3);
        int minor = parts.length > 1 ? Numbers.leading(parts[1]) : -1;
        return minor <= 19 ? DEFAULT : "1." + minor;
    }

    /** Files with a main function, the likeliest service first. */
    private static List<Evidence> mains(Folder folder, String root, Set<String> roots) {
        return folder.named(root, List.of("*.go")).stream()
                .filter(file -> !file.name().endsWith("_test.go"))
                .filter(file -> !Places.isAside(FolderPath.relativize(root, file.path())))
                .filter(file -> roots.stream()
                        .noneMatch(other -> !other.equals(root)
                                && FolderPath.isWithin(other, root)
                                && FolderPath.isWithin(file.path(), other)))
                .sorted(Comparator.comparingInt((FolderFile file) -> rank(root, file))
                        .thenComparing(FolderFile::path))
                .limit(2_000)
                .flatMap(file -> main(folder, file).stream())
                .limit(1)
                .toList();
    }

    private static Optional<Evidence> main(Folder folder, FolderFile file) {
        return folder.text(file.path())
                .filter(text ->
                        text.lines().stream().anyMatch(line -> line.strip().equals("package main")))
                .map(text -> new Evidence(file.path(), text.lineOf("func main("), 0.6, "has a main function"))
                .filter(evidence -> evidence.line() > 0);
    }

    private static int rank(String root, FolderFile file) {
        String relative = FolderPath.relativize(root, file.path());
        String dir = FolderPath.name(FolderPath.parent(relative));
        boolean command = relative.startsWith("cmd/");
        if (!relative.contains("/")) {
            return 0;
        }
        if (command && Set.of("server", "api", "web", "app", "serve", "httpd").contains(dir)) {
            return 1;
        }
        return command ? 2 : 2 + FolderPath.depth(relative);
    }
}
