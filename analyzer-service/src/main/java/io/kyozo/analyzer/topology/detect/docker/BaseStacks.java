package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.graph.Store;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The stack that a Dockerfile builds on, told by the names of its images. */
final class BaseStacks {
    /** By the beginning of an image's name, with or without what stands before its last segment. */
    private static final List<Map.Entry<String, String>> BASES = List.of(
            Map.entry("node", "node"),
            Map.entry("playwright", "node"),
            Map.entry("python", "python"),
            Map.entry("uv", "python"),
            Map.entry("uvicorn", "python"),
            Map.entry("miniconda", "python"),
            Map.entry("micromamba", "python"),
            Map.entry("golang", "go"),
            Map.entry("ruby", "ruby"),
            Map.entry("passenger", "ruby"),
            Map.entry("php", "php"),
            Map.entry("frankenphp", "php"),
            Map.entry("composer", "php"),
            Map.entry("rust", "rust"),
            Map.entry("cargo-chef", "rust"),
            Map.entry("openjdk", "java"),
            Map.entry("eclipse-temurin", "java"),
            Map.entry("maven", "java"),
            Map.entry("gradle", "java"),
            Map.entry("amazoncorretto", "java"),
            Map.entry("tomcat", "java"),
            Map.entry("jetty", "java"),
            Map.entry("wildfly", "java"),
            Map.entry("liberica", "java"),
            Map.entry("zulu", "java"),
            Map.entry("ibm-semeru", "java"),
            Map.entry("graalvm", "java"),
            Map.entry("java", "java"),
            Map.entry("sbt", "scala"),
            Map.entry("elixir", "elixir"),
            Map.entry("erlang", "elixir"),
            Map.entry("gleam", "gleam"),
            Map.entry("deno", "deno"),
            Map.entry("bun", "bun"),
            Map.entry("mcr.microsoft.com/dotnet", "dotnet"),
            Map.entry("nginx", "nginx"),
            Map.entry("openresty", "nginx"),
            Map.entry("httpd", "nginx"),
            Map.entry("caddy", "nginx"),
            Map.entry("swift", "swift"),
            Map.entry("dart", "dart"),
            Map.entry("haskell", "haskell"),
            Map.entry("crystal", "crystal"),
            Map.entry("clojure", "clojure"),
            Map.entry("ocaml", "ocaml"),
            Map.entry("gcc", "cpp"));

    /** Images that hold an operating system and say nothing of what runs on it. */
    private static final Set<String> SYSTEMS = Set.of(
            "scratch",
            "alpine",
            "debian",
            "ubuntu",
            "busybox",
            "centos",
            "fedora",
            "almalinux",
            "rockylinux",
            "amazonlinux",
            "archlinux",
            "ubi",
            "ubi-minimal",
            "buildpack-deps",
            "static",
            "base",
            "cc",
            "wolfi-base",
            "cuda",
            "opensuse",
            "baseimage");

    private BaseStacks() {}

    /** The stack; {@code other} where the images do not tell. */
    static String of(Dockerfile file) {
        String last = "other";
        for (Dockerfile.Stage stage : file.stages()) {
            String known = ofImage(stage.image());
            last = known.isEmpty() ? last : known;
        }
        String base = file.baseImage();
        String known = ofImage(base);
        if (!known.isEmpty()) {
            return known;
        }
        String name = OwnImages.name(base);
        boolean system = name.isEmpty()
                || SYSTEMS.contains(name)
                || SYSTEMS.stream().anyMatch(os -> name.startsWith(os + "-") || name.startsWith(os + "_"))
                || name.indexOf('$') >= 0
                || name.endsWith("distroless");
        if (system || !last.equals("other")) {
            return last;
        }
        return Store.ofImage(base).map(Store::stack).orElse(name);
    }

    /** Whether it is a language or a server of files, and not another's product; {@code other} tells nothing. */
    static boolean isKnown(String stack) {
        return stack.equals("other")
                || BASES.stream().anyMatch(base -> base.getValue().equals(stack));
    }

    private static String ofImage(String image) {
        String bare = image.toLowerCase(Locale.ROOT);
        String name = FolderPath.name(bare);
        return BASES.stream()
                .filter(base -> bare.startsWith(base.getKey()) || isWord(name, base.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** {@code node}, {@code node:20} and {@code nodejs20-debian12}, and not {@code node-exporter}. */
    private static boolean isWord(String name, String base) {
        if (!name.startsWith(base)) {
            return false;
        }
        String rest = name.substring(base.length());
        if (rest.startsWith("js")) {
            rest = rest.substring(2);
        }
        int i = 0;
        while (i < rest.length() && (Character.isDigit(rest.charAt(i)) || rest.charAt(i) == '.')) {
            i++;
        }
        return i == rest.length() || rest.charAt(i) == ':' || rest.charAt(i) == '@' || i > 0 && rest.charAt(i) == '-';
    }
}
