package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoreStacksTest {
    @ParameterizedTest
    @CsvSource({
        "ocaml, dream, dune-project, (libraries dream), bin/main.ml, let () = Dream.run ()",
        "erlang, cowboy, rebar.config, {cowboy}, src/a.erl, -behaviour(application).",
        "perl, mojolicious, cpanfile, requires 'Mojolicious', app.pl, app->start",
        "julia, genie, Project.toml, Genie = 1, main.jl, up(8000)",
        "nim, jester, a.nimble, requires \"jester\", a.nim, runForever()",
        "scheme, '', haunt.scm, (site), init.scm, (display 1)",
        "swift, vapor, Package.swift, vapor executableTarget, Sources/main.swift, @main",
        "dart, shelf, pubspec.yaml, shelf: 1, bin/server.dart, void main() {}",
        "crystal, kemal, shard.yml, kemal:, src/a.cr, Kemal.run",
        "haskell, scotty, package.yaml, scotty, app/Main.hs, main = scotty 3000",
        "gleam, wisp, gleam.toml, '[dependencies]\nwisp = \"1\"', src/a.gleam, pub fn main() {}",
        "zig, '', build.zig, pub fn build, src/main.zig, pub fn main() void {}"
    })
    void stacksAreKnownByTheirManifest(
            String stack, String framework, String manifest, String content, String source, String code) {
        ServiceSpec service = Folders.of("app")
                .file(manifest, content.split("\n"))
                .file(source, code)
                .service();
        assertThat(service.stack()).isEqualTo(stack);
        assertThat(service.framework()).isEqualTo(framework);
        assertThat(service.deployable()).as(service.reason()).isTrue();
    }
}
