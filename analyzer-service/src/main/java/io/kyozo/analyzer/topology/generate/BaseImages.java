package io.kyozo.analyzer.topology.generate;

/** The images that generated Dockerfiles start from: official, pinned to a minor version and a distribution. */
final class BaseImages {
    static final String NGINX = "nginx:stable-bookworm";

    private BaseImages() {}

    static String node(String version) {
        return "node:" + version + "-bookworm-slim";
    }

    static String python(String version) {
        return "python:" + version + "-slim-bookworm";
    }

    static String jre(String version) {
        return "eclipse-temurin:" + version + "-jre";
    }

    static String maven(String version) {
        return "maven:3.9-eclipse-temurin-" + version;
    }

    static String gradle(String version) {
        return "gradle:8-jdk" + version;
    }

    static String go(String version) {
        return "golang:" + version + "-bookworm";
    }

    static String ruby(String version) {
        return "ruby:" + version + "-slim-bookworm";
    }

    static String php(String version) {
        return "php:" + version + "-apache-bookworm";
    }

    static String rust(String version) {
        return "rust:" + version + "-slim-bookworm";
    }
}
