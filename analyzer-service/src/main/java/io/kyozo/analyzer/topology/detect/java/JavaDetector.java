package io.kyozo.analyzer.topology.detect.java;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds Maven and Gradle modules that run: a framework's application, a war, a main class. */
public final class JavaDetector implements Detector {
    @Override
    public List<ServiceDraft> detect(Folder folder) {
        MavenReader maven = new MavenReader(folder);
        GradleReader gradle = new GradleReader(folder);
        List<ServiceDraft> drafts = new ArrayList<>();
        for (FolderFile file : folder.named(".", List.of("pom.xml", "build.gradle", "build.gradle.kts"))) {
            Optional<JavaModule> module =
                    switch (file.name()) {
                        case "pom.xml" -> maven.read(file.dir());
                        case "build.gradle", "build.gradle.kts" ->
                            folder.has(file.dir() + "/pom.xml")
                                    ? Optional.empty()
                                    : gradle.read(file.dir(), file.name());
                        default -> Optional.empty();
                    };
            module.ifPresent(found -> drafts.add(draft(folder, found)));
        }
        return drafts;
    }

    private static ServiceDraft draft(Folder folder, JavaModule module) {
        ServiceDraft draft = new ServiceDraft(module.dir(), "java");
        draft.shows(module.file(), 1, 0.6, module.isMaven() ? "is a Maven module" : "is a Gradle project");
        if (!module.root().equals(module.dir())) {
            draft.workspaceRoot(module.root());
        }
        draft.dependencies().putAll(module.dependencies());
        draft.aliases().add(module.artifact());
        draft.aliases().addAll(module.names());
        draft.version(JavaVersion.of(folder, module));
        Optional<Framework> framework = JavaFrameworks.of(module);
        framework.ifPresent(found -> apply(module, found, draft));
        Optional<Evidence> main = JavaModule.mainClass(folder, module.dir());
        main.ifPresent(found -> draft.shows(found.file(), found.line(), 0.5, found.shows()));
        judge(module, framework.isPresent(), main.isPresent(), draft);
        JavaConfig.read(folder, module.dir(), draft);
        JavaBuild.complete(folder, module, main, draft);
        return draft;
    }

    private static void apply(JavaModule module, Framework framework, ServiceDraft draft) {
        Evidence dependency = module.dependencies().entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(framework.dependency().replace("*", "")))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(new Evidence(module.file(), 0, 0, framework.name()));
        draft.framework(framework.name())
                .kind(framework.kind())
                .defaultPort(framework.port())
                .defaultHealth(framework.health())
                .shows(module.file(), dependency.line(), 0.6, dependency.shows());
    }

    private static void judge(JavaModule module, boolean framework, boolean main, ServiceDraft draft) {
        Judge.place(draft);
        if (module.hasModules() && !main) {
            draft.denies(module.file(), 0, 0.9, "it only gathers modules");
        } else if (module.packaging().equals("pom") || module.packaging().equals("maven-plugin")) {
            draft.denies(module.file(), 0, 0.9, "its packaging is " + module.packaging());
        } else if (!main
                && !module.packaging().equals("war")
                && module.mainClass().isEmpty()) {
            boolean quarkus = framework && draft.framework().equals("quarkus") && module.hasPlugin("quarkus");
            if (!quarkus) {
                draft.denies(module.file(), 0, 0.98, "it is a library: it has no main class");
            }
        }
        if (module.published()
                && module.mainClass().isEmpty()
                && draft.framework().isEmpty()
                && !module.packaging().equals("war")) {
            draft.denies(module.file(), 0, 0.95, "it is made to be published: it states licences and where it is kept");
        }
        if (module.packaging().equals("war")) {
            draft.kind(io.kyozo.contracts.topology.ServiceKind.WEB);
            draft.defaultPort(draft.defaultPort() == 0 ? 8080 : draft.defaultPort());
            draft.shows(module.file(), 0, 0.5, "is packaged as a web application");
        }
    }
}
