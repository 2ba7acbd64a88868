package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The version of the runtime is read from every place where people write it. */
class RuntimeVersionTest {
    private static final String NODE = "{\"scripts\":{\"start\":\"node i.js\"}}";
    private static final String GO = "module shop";
    private static final String CSPROJ = "<Project Sdk=\"Microsoft.NET.Sdk.Web\"></Project>";
    private static final String MIX = "def project, do: [app: :shop]\n def application, do: [mod: {Shop, []}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            22   | .nvmrc                  | v22.3.0
            18   | .node-version           | 18
            24   | .nvmrc                  | lts/krypton
            22   | .tool-versions          | nodejs 22.1.0
            18   | mise.toml               | [tools]\\nnode = '18'
            22   | package.json            | {"scripts":{"start":"node i.js"},"engines":{"node":">=22 <23"}}
            18   | package.json            | {"scripts":{"start":"node i.js"},"volta":{"node":"18.19.0"}}
            """)
    void ofNode(String version, String file, String content) {
        is(version, Folders.of("a").file("package.json", NODE).file("i.js", "app.listen(1234)"), file, content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            3.12 | .python-version         | 3.12.1
            3.10 | runtime.txt             | python-3.10.4
            3.13 | .tool-versions          | python 3.13.0
            3.12 | .mise.toml              | [tools]\\npython = { version = '3.12' }
            3.12 | pyproject.toml          | [project]\\nname = 'a'\\nrequires-python = '>=3.12'
            3.10 | pyproject.toml          | [tool.poetry.dependencies]\\npython = '>=3.8,<3.11'
            3.9  | Pipfile                 | [packages]\\nflask = '*'\\n[requires]\\npython_version = '3.9'
            """)
    void ofPython(String version, String file, String content) {
        Folders folder = Folders.of("a").file("requirements.txt", "flask==3").file("app.py", "app.run(port=5000)");
        is(version, folder, file, content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1.22 | go.mod                  | module shop\\ngo 1.22
            1.24 | go.mod                  | module shop\\ngo 1.22\\ntoolchain go1.24.1
            1.23 | .go-version             | 1.23.4
            1.21 | .tool-versions          | golang 1.21.0
            """)
    void ofGo(String version, String file, String content) {
        Folders folder =
                Folders.of("a").file("go.mod", GO).file("main.go", "package main\nfunc main() { r.Run(\":80\") }");
        is(version, folder, file, content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            21   | .java-version           | 21
            21   | .sdkmanrc               | gradle=8.5\\njava=21.0.2-tem
            25   | .tool-versions          | java temurin-25.0.0
            21   | system.properties       | java.runtime.version=21
            21   | pom.xml                 | <project><artifactId>a</artifactId><properties><maven.compiler.release>21</maven.compiler.release></properties></project>
            """)
    void ofJava(String version, String file, String content) {
        Folders folder = Folders.of("a")
                .file("pom.xml", "<project><artifactId>a</artifactId></project>")
                .file(
                        "src/main/java/A.java",
                        "class A { public static void main(String[] a) { new ServerSocket(80); } }");
        is(version, folder, file, content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            3.3  | .ruby-version           | ruby-3.3.1
            3.2  | .tool-versions          | ruby 3.2.0
            3.2  | Gemfile                 | ruby "3.2.2"\\ngem "sinatra"
            """)
    void ofRuby(String version, String file, String content) {
        is(version, Folders.of("a").file("Gemfile", "gem 'sinatra'").file("app.rb", "set :port, 4567"), file, content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            8.3  | composer.json           | {"require":{"php":"^8.3"}}
            8.1  | composer.json           | {"require":{"php":">=8"},"config":{"platform":{"php":"8.1.2"}}}
            8.4  | .php-version            | 8.4
            8.3  | .tool-versions          | php 8.3.1
            """)
    void ofPhp(String version, String file, String content) {
        is(version, Folders.of("a").file("composer.json", "{}").file("index.php", "<?php"), file, content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1.78 | rust-toolchain.toml     | [toolchain]\\nchannel = '1.78'
            1.79 | rust-toolchain          | 1.79
            1.80 | Cargo.toml              | [package]\\nname = 'a'\\nrust-version = '1.80'
            1.81 | .tool-versions          | rust 1.81
            """)
    void ofRust(String version, String file, String content) {
        Folders folder = Folders.of("a")
                .file("Cargo.toml", "[package]\nname = 'a'")
                .file("src/main.rs", "fn main() { TcpListener::bind(\"0.0.0.0:80\") }");
        is(version, folder, file, content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            9.0  | global.json             | {"sdk":{"version":"9.0.100"}}
            6.0  | Directory.Build.props   | <Project><PropertyGroup><TargetFramework>net6.0</TargetFramework></PropertyGroup></Project>
            10.0 | a.csproj                | <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """)
    void ofDotnet(String version, String file, String content) {
        is(version, Folders.of("a").file("a.csproj", CSPROJ).file("Program.cs", "app.Run();"), file, content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1.16 | .tool-versions          | elixir 1.16.2-otp-26
            1.15 | .elixir-version         | 1.15.7
            """)
    void ofElixir(String version, String file, String content) {
        is(version, Folders.of("a").file("mix.exs", MIX), file, content);
    }

    @ParameterizedTest
    @CsvSource({
        "zig, build.zig, pub fn build, src/main.zig, pub fn main() {}",
        "deno, deno.json, {}, main.ts, Deno.serve(x)"
    })
    void ofFurtherStacks(String tool, String manifest, String text, String source, String code) {
        Folders folder = Folders.of("a").file(manifest, text).file(source, code);
        is("1.9", folder, ".tool-versions", tool + " 1.9.3");
    }

    @ParameterizedTest
    @CsvSource({".nvmrc, 22", ".tool-versions, nodejs 22.0.0"})
    void whatTheFolderSaysHoldsForServicesInIt(String file, String content) {
        Folders folder = Folders.of("a")
                .file("web/package.json", NODE)
                .file("web/i.js", "app.listen(1234)")
                .file(file, content);
        assertThat(folder.service().version()).isEqualTo("22");
    }

    private static void is(String version, Folders folder, String file, String content) {
        folder.file(file, content.replace("\\n", "\n"));
        assertThat(folder.service().version()).isEqualTo(version);
    }
}
