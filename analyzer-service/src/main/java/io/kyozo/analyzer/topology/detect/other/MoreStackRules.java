package io.kyozo.analyzer.topology.detect.other;

import io.kyozo.analyzer.topology.detect.Framework;
import java.util.List;

/** Rules for stacks that are met seldom. */
final class MoreStackRules {
    static final List<StackRule> ALL = List.of(
            new StackRule(
                    "ocaml",
                    "5",
                    List.of("dune-project", "*.opam"),
                    List.of(
                            Framework.web("dream", "dream", 8080),
                            Framework.api("opium", "opium", 3000),
                            Framework.api("cohttp", "cohttp", 8080)),
                    List.of("let () =", "let _ ="),
                    List.of("ml"),
                    List.of(),
                    List.of(List.of("dune", "build", "--profile", "release")),
                    List.of("dune", "exec", "--profile", "release", "./bin/main.exe")),
            new StackRule(
                    "erlang",
                    "27",
                    List.of("rebar.config"),
                    List.of(Framework.api("cowboy", "cowboy", 8080), Framework.api("elli", "elli", 3000)),
                    List.of("-behaviour(application)", "-behavior(application)", "main("),
                    List.of("erl"),
                    List.of(),
                    List.of(List.of("rebar3", "release")),
                    List.of("rebar3", "shell")),
            new StackRule(
                    "perl",
                    "5",
                    List.of("cpanfile", "app.psgi", "Makefile.PL"),
                    List.of(
                            Framework.web("Mojolicious", "mojolicious", 3000),
                            Framework.web("Dancer2", "dancer", 5000),
                            Framework.web("Catalyst", "catalyst", 3000),
                            Framework.web("Plack", "plack", 5000)),
                    List.of("app->start", "plackup", "to_app", "builder {"),
                    List.of("pl", "psgi"),
                    List.of(),
                    List.of(List.of("cpanm", "--installdeps", ".")),
                    List.of("plackup", "-p", "5000", "app.psgi")),
            new StackRule(
                    "r",
                    "4",
                    List.of("plumber.R", "app.R", "server.R"),
                    List.of(Framework.web("shiny", "shiny", 3838), Framework.api("plumber", "plumber", 8000)),
                    List.of(),
                    List.of("r"),
                    List.of(),
                    List.of(),
                    List.of("Rscript", "app.R")),
            new StackRule(
                    "julia",
                    "1.10",
                    List.of("Project.toml"),
                    List.of(Framework.web("Genie", "genie", 8000), Framework.api("Oxygen", "oxygen", 8080)),
                    List.of("serve(", "HTTP.serve", "up("),
                    List.of("jl"),
                    List.of(),
                    List.of(List.of("julia", "--project", "-e", "using Pkg; Pkg.instantiate()")),
                    List.of("julia", "--project", "main.jl")),
            new StackRule(
                    "nim",
                    "2",
                    List.of("*.nimble"),
                    List.of(Framework.api("jester", "jester", 5000), Framework.api("prologue", "prologue", 8080)),
                    List.of("isMainModule", "runForever", "app.run"),
                    List.of("nim"),
                    List.of(),
                    List.of(List.of("nimble", "build", "-d:release")),
                    List.of()),
            new StackRule(
                    "scheme",
                    "3",
                    List.of("haunt.scm", "init.scm", "main.scm"),
                    List.of(),
                    List.of(),
                    List.of("scm"),
                    List.of(),
                    List.of(),
                    List.of("guile", "init.scm", "--auto-compile")),
            new StackRule(
                    "other",
                    "",
                    List.of("*.cbl", "*.cob"),
                    List.of(),
                    List.of("PROCEDURE DIVISION", "procedure division"),
                    List.of("cbl", "cob"),
                    List.of(),
                    List.of(List.of("cobc", "-x", "-o", ".kyozo-build/app", "index.cbl")),
                    List.of(".kyozo-build/app")));

    private MoreStackRules() {}
}
