package io.kyozo.analyzer.topology.detect.dotnet;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.analyzer.topology.parse.Numbers;
import io.kyozo.analyzer.topology.parse.XmlElement;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds .NET projects that run: the web SDK, the worker SDK, or an executable. */
public final class DotnetDetector implements Detector {
    @Override
    public List<ServiceDraft> detect(Folder folder) {
        List<ServiceDraft> drafts = new ArrayList<>();
        for (FolderFile file : folder.named(".", List.of("*.csproj", "*.fsproj", "*.vbproj"))) {
            XmlElement.read(folder, file.path()).ifPresent(project -> drafts.add(draft(folder, file, project)));
        }
        return drafts;
    }

    private static ServiceDraft draft(Folder folder, FolderFile file, XmlElement project) {
        ServiceDraft draft = new ServiceDraft(file.dir(), "dotnet").shows(file.path(), 1, 0.6, "is a .NET project");
        draft.version(version(folder, file.dir(), project));
        project.tree()
                .filter(element -> element.name().equals("PackageReference"))
                .forEach(element -> {
                    String name =
                            element.attributes().getOrDefault("Include", "").toLowerCase(Locale.ROOT);
                    draft.dependencies()
                            .put(name, new Evidence(file.path(), element.line(), 0.5, "depends on " + name));
                });
        project.tree()
                .filter(element -> element.name().equals("ProjectReference"))
                .map(element -> element.attributes().getOrDefault("Include", "").replace('\\', '/'))
                .forEach(path -> draft.uses().add(FolderPath.parent(FolderPath.join(file.dir(), path))));
        Judge.place(draft);
        String sdk = project.attributes().getOrDefault("Sdk", "");
        boolean runs = project.tree()
                .anyMatch(e -> e.name().equals("OutputType") && e.text().equalsIgnoreCase("exe"));
        if (sdk.endsWith(".Web")) {
            draft.framework("aspnetcore")
                    .kind(ServiceKind.API)
                    .defaultPort(modern(draft.version()) ? 8080 : 80)
                    .shows(file.path(), 1, 0.6, "uses the web SDK");
        } else if (sdk.endsWith(".Worker")) {
            draft.framework("worker").shows(file.path(), 1, 0.6, "uses the worker SDK");
        } else if (runs) {
            draft.shows(file.path(), 1, 0.4, "builds a program");
        } else {
            draft.denies(
                    file.path(), 1, 0.98, sdk.contains("WebAssembly") ? "it runs in a browser" : "it is a library");
        }
        boolean test = isTest(file, draft);
        if (test) {
            draft.denies(file.path(), 1, 0.98, "it is a test project");
        }
        if (sdk.contains("Aspire.AppHost") || draft.dependsOn("aspire.hosting.apphost")) {
            draft.denies(file.path(), 1, 0.98, "it only starts the other projects on a developer's machine");
        }
        settings(folder, file.dir(), draft);
        String assembly = assembly(file, project);
        draft.aliases().add(assembly);
        draft.build(List.of(List.of("dotnet", "publish", file.name(), "-c", "Release", "-o", ".kyozo-build")));
        draft.start(List.of("dotnet", ".kyozo-build/" + assembly + ".dll"));
        draft.plan(BuildPlan.none(context(folder, file.dir()))
                .artifact(file.name())
                .start(List.of("dotnet", assembly + ".dll"))
                .compile(List.of("dotnet publish -c Release -o /out")));
        return draft;
    }

    private static boolean isTest(FolderFile file, ServiceDraft draft) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return draft.dependsOn("microsoft.net.test.sdk", "nunit", "mstest.testframework", "mstest", "tunit")
                || draft.dependencies().keySet().stream().anyMatch(dependency -> dependency.startsWith("xunit"))
                || name.contains("tests.") && name.indexOf("tests.") == name.lastIndexOf('.') - 5;
    }

    private static boolean modern(String version) {
        return Numbers.leading(version) >= 8;
    }

    /** What the project targets, or all projects below a folder do; else the SDK that global.json names. */
    private static String version(Folder folder, String dir, XmlElement project) {
        String target = target(project);
        if (target.isEmpty()) {
            target = ToolVersions.climbing(
                    dir,
                    at -> XmlElement.read(folder, FolderPath.join(at, "Directory.Build.props"))
                            .map(DotnetDetector::target)
                            .orElse(""));
        }
        if (target.isEmpty()) {
            String sdk = ToolVersions.climbing(
                    dir,
                    at -> DataFiles.json(folder, FolderPath.join(at, "global.json"))
                            .path("sdk")
                            .path("version")
                            .asText(""));
            target = "net" + sdk;
        }
        int number = Numbers.first(target);
        return target.startsWith("net") && number >= 5 && number < 100
                ? number + ".0"
                : target.startsWith("netcoreapp3") ? "3.1" : "8.0";
    }

    private static String target(XmlElement project) {
        return project.tree()
                .filter(element -> element.name().startsWith("TargetFramework"))
                .map(XmlElement::text)
                .findFirst()
                .orElse("");
    }

    private static String assembly(FolderFile file, XmlElement project) {
        String bare = file.name().substring(0, file.name().lastIndexOf('.'));
        return project.tree()
                .filter(element -> element.name().equals("AssemblyName"))
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty() && !text.contains("$"))
                .findFirst()
                .orElse(bare);
    }

    /** A project that refers to others is built from the folder that holds them all. */
    private static String context(Folder folder, String dir) {
        String at = dir;
        while (!at.equals(".")) {
            at = FolderPath.parent(at);
            if (folder.namesIn(at).stream().anyMatch(name -> name.endsWith(".sln") || name.endsWith(".slnx"))) {
                return at;
            }
        }
        return dir;
    }

    /** Kestrel endpoints in appsettings.json; what launchSettings.json says holds on the developer's machine only. */
    private static void settings(Folder folder, String dir, ServiceDraft draft) {
        String path = FolderPath.join(dir, "appsettings.json");
        var kestrel = io.kyozo.analyzer.topology.parse.DataFiles.json(folder, path)
                .path("Kestrel")
                .path("Endpoints");
        kestrel.forEach(endpoint -> {
            int port = io.kyozo.analyzer.topology.detect.source.Ports.number(
                    endpoint.path("Url").asText(""));
            if (port > 0) {
                int line =
                        folder.text(path).map(text -> text.lineOf(":" + port)).orElse(0);
                draft.ports()
                        .add(new PortFinding(port, "http", "", new Evidence(path, line, 0.7, "listens on " + port)));
            }
        });
    }
}
