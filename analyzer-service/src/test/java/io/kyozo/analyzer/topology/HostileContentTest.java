package io.kyozo.analyzer.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.kyozo.contracts.topology.TopologyDocument;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files that were made to stop whoever reads them: each leads to an answer, in time. */
class HostileContentTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int HALF_MIB = 512 << 10;

    @TestFactory
    Stream<DynamicTest> bombsAreDefused() {
        String laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
                + lines(
                        1,
                        12,
                        i -> "a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n"
                                .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        String entities = "<!DOCTYPE x [<!ENTITY a0 \"aaaaaaaaaa\">"
                + lines(1, 30, i -> "<!ENTITY a%d \"&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1))
                + "<!ENTITY e SYSTEM \"file:///etc/hostname\">]><project><name>&a29;&e;</name></project>";
        return Map.ofEntries(
                        Map.entry(
                                "compose.yaml",
                                List.of(
                                        "services: &s\n  web:\n    image: x\n    depends_on: *s\n",
                                        laughs + "services: *a12\n",
                                        "services: " + "[".repeat(100_000),
                                        "services: " + "{a: ".repeat(20_000),
                                        "services:\n"
                                                + lines(
                                                        0,
                                                        20_000,
                                                        i -> "  s%d: {image: \"postgres:%d\"}\n".formatted(i, i)),
                                        "services:\n  a:\n    extends: a\n    build: ../../../..\n",
                                        "services:\n  web:\n    ports: [\"" + "9".repeat(100_000) + ":1\"]\n",
                                        "services: {web: {environment: [\"A=" + "${A:-".repeat(5_000) + "\"]}}\n",
                                        "? " + "- ".repeat(50_000) + "\n",
                                        "services:\n  web: !!javax.script.ScriptEngineManager [1]\n")),
                        Map.entry(
                                "package.json",
                                List.of(
                                        "[".repeat(200_000),
                                        "{\"a\":".repeat(100_000),
                                        "{\"version\":" + "9".repeat(200_000) + "}",
                                        "{\"dependencies\":{" + lines(0, 20_000, i -> "\"d%d\":\"*\",".formatted(i))
                                                + "\"x\":\"1\"}}",
                                        "{\"engines\":{\"node\":\"" + ">=1 || ".repeat(12) + "*\"},\"main\":\"a.js\"}",
                                        "{\"workspaces\":[\"" + "**/".repeat(10_000) + "*\"]}",
                                        "{\"main\":\"" + "../".repeat(50_000) + "x\",\"scripts\":{\"start\":\""
                                                + "a && ".repeat(50_000) + "\"}}")),
                        Map.entry(
                                "pyproject.toml",
                                List.of(
                                        "a = " + "[".repeat(100_000),
                                        "a.".repeat(50_000) + "b = 1",
                                        lines(0, 3_000, i -> "[" + "a.".repeat(40) + "b" + i + "]\n"),
                                        "a = {" + "b = {".repeat(50_000),
                                        "[project]\nrequires-python = \"" + ">=3,".repeat(50_000) + "\"")),
                        Map.entry(
                                "pom.xml",
                                List.of(
                                        entities,
                                        "<project>" + "<a>".repeat(100_000),
                                        "<project>" + "<a/>".repeat(120_000) + "</project>",
                                        "<project " + lines(0, 20_000, i -> "a%d='x' ".formatted(i)) + "/>",
                                        "<project><properties><a>${b}</a><b>${a}</b></properties><version>${a}</version></project>")),
                        Map.entry(
                                "Dockerfile",
                                List.of(
                                        "FROM x\n" + "RUN a \\\n".repeat(60_000),
                                        lines(0, 20_000, i -> "FROM s%d AS s%d\n".formatted(i - 1, i)),
                                        "FROM x\nARG A=" + "${A:-".repeat(50_000) + "\nEXPOSE $A\n",
                                        "FROM x\nENV " + lines(0, 30_000, i -> "A%d=$A%d ".formatted(i, i - 1))
                                                + "\nEXPOSE $A29999\n",
                                        "FROM x\nCMD " + "[".repeat(100_000),
                                        "FROM x\nRUN <<" + "E".repeat(100_000) + "\n")),
                        Map.entry(
                                "build.gradle",
                                List.of("{".repeat(200_000), "implementation '" + "a:".repeat(100_000) + "'")),
                        Map.entry("go.mod", List.of("module m\nrequire (\n" + "a v1\n".repeat(80_000))),
                        Map.entry(
                                "Cargo.toml",
                                List.of("[package]\nname='a'\n[dependencies]\n"
                                        + lines(0, 8_000, i -> "d%d='1'\n".formatted(i)))),
                        Map.entry(".env", List.of("A=" + "$A".repeat(200_000), "=\n".repeat(200_000))),
                        Map.entry(
                                "requirements.txt",
                                List.of("flask[" + "a,".repeat(200_000), "-r requirements.txt\n-r ../x\n")),
                        Map.entry("Procfile", List.of("web: " + "a ".repeat(200_000), "web:web:\n".repeat(50_000))),
                        Map.entry("Gemfile", List.of("gem '".repeat(100_000))))
                .entrySet()
                .stream()
                .flatMap(entry -> entry.getValue().stream().map(text -> bomb(entry.getKey(), text)));
    }

    private static DynamicTest bomb(String file, String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return DynamicTest.dynamicTest(file + ": " + shown.replace('\n', ' '), () -> {
            Folders folder = Folders.of("bomb").file(file, text).file("index.js", "require('http')");
            assertThat(inTime(folder).schemaVersion()).isEqualTo(1);
        });
    }

    /** Each of these made a scanner of sources, or a matcher that backtracks, take the square of the file or more. */
    @TestFactory
    Stream<DynamicTest> sourcesThatTakeLong() {
        return Stream.of(
                        "a".repeat(32) + "!",
                        "((((((((",
                        "process.env.A || ",
                        "x://",
                        "'",
                        "listen(port",
                        "app.listen(x)\n",
                        "app.listen(x)\nx = x\n",
                        "const a = b; app.listen(a);\n",
                        "port = port\n",
                        "'PORT' env['A'] ",
                        "process.env.PORT || 'http://a:1'\n",
                        "${",
                        "os.environ.get('A', 'http://b')\n",
                        "{ A, B } = process.env\n",
                        "run(host='0.0.0.0', port=p)\n",
                        "ListenAndServe(\":\"+port, nil)\n",
                        "\\",
                        "/health\" ",
                        "=")
                .map(piece -> DynamicTest.dynamicTest(piece.strip(), () -> inTime(sources(piece))));
    }

    private static Folders sources(String piece) {
        String text = piece.repeat(HALF_MIB / piece.length());
        return Folders.of("slow")
                .file("js/package.json", "{\"dependencies\":{\"express\":\"4\"},\"main\":\"index.js\"}")
                .file("js/index.js", text)
                .file("py/requirements.txt", "flask")
                .file("py/app.py", text)
                .file("go/go.mod", "module m")
                .file("go/main.go", "package main\n" + text)
                .file("java/pom.xml", "<project><artifactId>a</artifactId></project>")
                .file("java/src/main/java/A.java", text)
                .file("ruby/Gemfile", "gem 'sinatra'\n" + text)
                .file("ruby/app.rb", text)
                .file("php/composer.json", "{}")
                .file("php/index.php", text)
                .file("rust/Cargo.toml", "[package]\nname='a'")
                .file("rust/src/main.rs", text)
                .file("web/index.html", text);
    }

    @Test
    void wrongEncodingsAreReadAsFarAsTheyGo() {
        String manifest = "{\"name\":\"café\",\"dependencies\":{\"express\":\"4\"},\"main\":\"index.js\"}";
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8)) {
            TopologyDocument document = inTime(Folders.of("x")
                    .bytes("package.json", manifest.getBytes(charset))
                    .bytes("index.js", "require('express')().listen(3000) // é".getBytes(charset)));
            assertThat(document.services()).hasSize(1);
            assertThat(document.services().get(0).ports().get(0).number()).isEqualTo(3000);
        }
    }

    private static TopologyDocument inTime(Folders folder) {
        return assertTimeoutPreemptively(SOON, folder::analyze);
    }

    private static String lines(int from, int to, java.util.function.IntFunction<String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i <= to; i++) {
            text.append(line.apply(i));
        }
        return text.toString();
    }
}
