package io.kyozo.analyzer.topology.detect.java;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a module is built and started. */
final class JavaBuild {
    private JavaBuild() {}

    static void complete(Folder folder, JavaModule module, Optional<Evidence> main, ServiceDraft draft) {
        String jar = jar(module, draft);
        String mainClass = mainClass(folder, module, main);
        boolean runnable = draft.framework().equals("quarkus")
                || isBoot(module)
                || !module.mainClass().isEmpty()
                || module.hasPlugin("shade")
                || module.hasPlugin("shadow")
                || module.hasPlugin("assembly");
        boolean classes = !runnable && !mainClass.isEmpty();
        draft.start(classes ? List.of("java", "-cp", classpath(module), mainClass) : List.of("java", "-jar", jar));
        String relative = FolderPath.relativize(module.root(), module.dir());
        boolean member = !module.root().equals(module.dir());
        List<String> build =
                module.isMaven() ? maven(module, relative, member, classes) : gradle(folder, module, relative, member);
        draft.build(List.of(build));
        // In the image the whole build folder of the runnable jar is not needed, only what the start names.
        draft.plan(BuildPlan.none(module.root())
                .manifests(manifests(module, relative, member))
                .compile(List.of(String.join(" ", inRoot(build, member))))
                .artifact(
                        classes
                                ? (module.isMaven() ? "target" : "build")
                                : FolderPath.parent(jar).equals("target/quarkus-app") ? "target/quarkus-app" : jar));
    }

    private static boolean isBoot(JavaModule module) {
        return module.hasPlugin("spring-boot") || module.hasPlugin("org.springframework.boot");
    }

    private static String jar(JavaModule module, ServiceDraft draft) {
        if (draft.framework().equals("quarkus") && module.packaging().equals("jar")) {
            return (module.isMaven() ? "target" : "build") + "/quarkus-app/quarkus-run.jar";
        }
        String extension = module.packaging().equals("war") ? ".war" : ".jar";
        if (module.isMaven()) {
            return "target/" + module.artifact() + extension;
        }
        String version = module.version().isEmpty() ? "" : "-" + module.version();
        String suffix = module.hasPlugin("shadow") ? "-all" : "";
        return "build/libs/" + module.artifact() + version + suffix + extension;
    }

    private static String classpath(JavaModule module) {
        return module.isMaven() ? "target/classes:target/dependency/*" : "build/classes/java/main:build/resources/main";
    }

    private static String mainClass(Folder folder, JavaModule module, Optional<Evidence> main) {
        if (!module.mainClass().isEmpty()) {
            return module.mainClass();
        }
        return main.flatMap(found -> folder.text(found.file()).map(text -> {
                    String pack = text.lines().stream()
                            .filter(line -> line.startsWith("package "))
                            .map(line -> line.substring(8).replace(";", "").strip() + ".")
                            .findFirst()
                            .orElse("");
                    String name = FolderPath.name(found.file());
                    return pack + (name.endsWith(".kt") ? name.replace(".kt", "Kt") : name.replace(".java", ""));
                }))
                .orElse("");
    }

    private static List<String> maven(JavaModule module, String relative, boolean member, boolean classes) {
        List<String> argv = new ArrayList<>(List.of("mvn", "-q", "-B", "-DskipTests"));
        if (member) {
            argv.addAll(List.of("-f", up(relative), "-pl", relative, "-am"));
        }
        argv.add("package");
        if (classes && !module.dependencies().isEmpty()) {
            argv.add("dependency:copy-dependencies");
        }
        return argv;
    }

    private static List<String> gradle(Folder folder, JavaModule module, String relative, boolean member) {
        boolean wrapper = folder.has(FolderPath.join(module.root(), "gradlew"));
        List<String> argv = new ArrayList<>();
        argv.addAll(wrapper ? List.of("sh", (member ? up(relative) + "/" : "") + "gradlew") : List.of("gradle"));
        argv.addAll(List.of("--no-daemon", "-q"));
        if (member) {
            argv.addAll(List.of("-p", up(relative)));
        }
        String task = module.hasPlugin("shadow") ? "shadowJar" : isBoot(module) ? "bootJar" : "assemble";
        argv.add(member ? ":" + relative.replace('/', ':') + ":" + task : task);
        return argv;
    }

    /** The same command, run in the build's root, where the image build runs it. */
    private static List<String> inRoot(List<String> build, boolean member) {
        List<String> argv = new ArrayList<>();
        for (int i = 0; i < build.size(); i++) {
            String word = build.get(i);
            if (member
                    && (word.equals("-f") || word.equals("-p"))
                    && i + 1 < build.size()
                    && build.get(i + 1).startsWith("..")) {
                i++;
            } else {
                argv.add(word.endsWith("/gradlew") ? "gradlew" : word);
            }
        }
        return argv;
    }

    private static String up(String relative) {
        return String.join("/", java.util.Collections.nCopies(FolderPath.depth(relative), ".."));
    }

    private static List<String> manifests(JavaModule module, String relative, boolean member) {
        return module.isMaven() && !member ? List.of("pom.xml") : List.of();
    }
}
