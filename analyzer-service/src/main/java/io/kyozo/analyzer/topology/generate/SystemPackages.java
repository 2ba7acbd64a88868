package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.ServiceDraft;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian packages that a service's own packages are compiled with, and that they run with.
 *
 * @param build for the stage that builds
 * @param run for the stage that runs
 */
record SystemPackages(List<String> build, List<String> run) {
    /** A package of the language, and what it wants of the system. */
    private record Wish(String dependency, List<String> build, List<String> run) {}

    private static final List<Wish> PYTHON = List.of(
            new Wish("psycopg2", List.of("gcc", "libc6-dev", "libpq-dev"), List.of("libpq5")),
            new Wish("psycopg-c", List.of("gcc", "libc6-dev", "libpq-dev"), List.of("libpq5")),
            new Wish("psycopg", List.of(), List.of("libpq5")),
            new Wish(
                    "mysqlclient",
                    List.of("gcc", "libc6-dev", "pkg-config", "default-libmysqlclient-dev"),
                    List.of("libmariadb3")),
            new Wish("uwsgi", List.of("gcc", "libc6-dev"), List.of("libxml2")),
            new Wish(
                    "python-ldap",
                    List.of("gcc", "libc6-dev", "libldap2-dev", "libsasl2-dev"),
                    List.of("libldap-2.5-0", "libsasl2-2")),
            new Wish("pyodbc", List.of("gcc", "g++", "unixodbc-dev"), List.of("unixodbc")),
            new Wish("weasyprint", List.of(), List.of("libpango-1.0-0", "libpangoft2-1.0-0")),
            new Wish("opencv-python", List.of(), List.of("libgl1", "libglib2.0-0")));

    private static final List<Wish> RUBY = List.of(
            new Wish("pg", List.of("libpq-dev"), List.of("libpq5")),
            new Wish("mysql2", List.of("default-libmysqlclient-dev"), List.of("libmariadb3")),
            new Wish("image_processing", List.of(), List.of("libvips42")),
            new Wish("ruby-vips", List.of(), List.of("libvips42")),
            new Wish("rmagick", List.of("libmagickwand-dev"), List.of("libmagickwand-6.q16-6")));

    static SystemPackages python(ServiceDraft draft) {
        return of(draft, PYTHON, List.of());
    }

    static SystemPackages ruby(ServiceDraft draft) {
        return of(draft, RUBY, List.of("build-essential", "git", "libyaml-dev"));
    }

    private static SystemPackages of(ServiceDraft draft, List<Wish> wishes, List<String> always) {
        List<String> build = new ArrayList<>(always);
        List<String> run = new ArrayList<>();
        for (Wish wish : wishes) {
            if (draft.dependsOn(wish.dependency())) {
                build.addAll(wish.build());
                run.addAll(wish.run());
            }
        }
        return new SystemPackages(
                build.stream().distinct().toList(), run.stream().distinct().toList());
    }
}
