package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sources say: variables with their defaults, health endpoints, ports stated or by default, stores, who renders. */
class ReadContentTest {
    private static final Map<String, String[]> MANIFESTS = Map.of(
            "js", new String[] {"package.json", "{\"scripts\":{\"start\":\"node main.js\"}}"},
            "ts", new String[] {"package.json", "{\"scripts\":{\"start\":\"tsx main.ts\"}}"},
            "py", new String[] {"requirements.txt", "flask==3.0.0"},
            "go", new String[] {"go.mod", "module shop"},
            "java", new String[] {"pom.xml", "<project><artifactId>a</artifactId></project>"},
            "rb", new String[] {"Gemfile", "gem 'sinatra'"},
            "php", new String[] {"composer.json", "{}"},
            "rs", new String[] {"Cargo.toml", "[package]\nname='a'"},
            "cs", new String[] {"a.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"/>"},
            "exs", new String[] {"mix.exs", "app: :shop\nmod: {Shop, []}"});

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            js   | const level = process.env.LEVEL ?? 'high'; app.listen(80)
            js   | const { LEVEL = 'high' } = process.env; app.listen(80)
            ts   | const level = process.env.LEVEL ?? "high"; app.listen(80)
            py   | level = os.environ.get("LEVEL", "high"); app.run(port=80)
            py   | level = os.getenv('LEVEL', 'high'); app.run(port=80)
            java | class A { static void main(String[] a) { System.getenv().getOrDefault("LEVEL", "high"); new ServerSocket(80); } }
            rb   | set :level, ENV.fetch('LEVEL', 'high')
            php  | <?php $level = getenv('LEVEL') ?: 'high';
            rs   | fn main() { let level = env::var("LEVEL").unwrap_or("high".into()); }
            exs  | level = System.get_env("LEVEL", "high")
            """)
    void variablesAreReadWithTheirDefaults(String language, String code) {
        ServiceSpec.EnvVar level = variable(folder(language, code), "LEVEL");
        assertThat(level.value()).isEqualTo("high");
        assertThat(level.secret()).isFalse();
        Evidence where = level.evidence().get(0);
        assertThat(where.file()).endsWith("." + language);
        assertThat(where.line()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            js   | sign(process.env.SESSION_SECRET ?? 'not-to-be-told'); app.listen(80)
            py   | sign(os.environ["SESSION_SECRET"]); app.run(port=80)
            go   | package main\\nfunc main() { sign(os.Getenv("SESSION_SECRET")); r.Run(":80") }
            java | class A { static void main(String[] a) { sign(System.getenv("SESSION_SECRET")); new ServerSocket(80); } }
            rb   | sign(ENV['SESSION_SECRET'])
            php  | <?php sign($_ENV['SESSION_SECRET']);
            rs   | fn main() { sign(std::env::var("SESSION_SECRET")) }
            cs   | sign(Environment.GetEnvironmentVariable("SESSION_SECRET"));
            exs  | sign(System.fetch_env!("SESSION_SECRET"))
            """)
    void secretsAreKnownAndTheirDefaultsNeverTold(String language, String code) {
        ServiceSpec.EnvVar secret = variable(folder(language, code), "SESSION_SECRET");
        assertThat(secret.secret()).isTrue();
        assertThat(secret.value()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            js   | /healthz       | app.get('/healthz', ok); app.listen(80)
            py   | /health        | @app.route("/health")\\ndef health(): pass\\napp.run(port=80)
            go   | /readyz        | package main\\nfunc main() { http.HandleFunc("/readyz", ok); http.ListenAndServe(":80", nil) }
            java | /ping          | class A { static void main(String[] a) { server.createContext("/ping", ok); new ServerSocket(80); } }
            rb   | /up            | get '/up' do ok end
            rs   | /health        | fn main() { Router::new().route("/health", get(ok)); TcpListener::bind("0.0.0.0:80") }
            cs   | /livez         | app.MapGet("/livez", () => "ok"); app.Run();
            """)
    void healthEndpointsAreFound(String language, String path, String code) {
        ServiceSpec.Health health = folder(language, code).service().health();
        assertThat(health).isNotNull();
        assertThat(health.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            js   | 4100 | true  | app.listen(4100)
            js   | 3000 | false | const app = express(); app.listen(port)
            py   | 4100 | true  | app.run(port=4100)
            go   | 4100 | true  | package main\\nfunc main() { http.ListenAndServe(":4100", nil) }
            java | 4100 | true  | class A { static void main(String[] a) { new ServerSocket(4100); } }
            rs   | 4100 | true  | fn main() { TcpListener::bind("0.0.0.0:4100") }
            """)
    void portsAreStatedOrByDefault(String language, int port, boolean stated, String code) {
        Folders folder = folder(language, code);
        if (language.equals("js")) {
            folder.file(
                    "package.json", "{\"scripts\":{\"start\":\"node main.js\"},\"dependencies\":{\"express\":\"4\"}}");
        }
        assertThat(folder.service().ports().get(0).number()).isEqualTo(port);
        assertThat(folder.service().ports().get(0).stated()).isEqualTo(stated);
    }

    @ParameterizedTest
    @CsvSource({
        "pg, postgres, DATABASE",
        "mysql2, mysql, DATABASE",
        "mongoose, mongodb, DATABASE",
        "mssql, mssql, DATABASE",
        "ioredis, redis, CACHE",
        "memjs, memcached, CACHE",
        "amqplib, rabbitmq, QUEUE",
        "kafkajs, kafka, QUEUE",
        "nats, nats, QUEUE",
        "@elastic/elasticsearch, elasticsearch, SEARCH",
        "meilisearch, meilisearch, SEARCH",
        "minio, minio, OBJECT_STORE",
    })
    void driversBringTheirStores(String driver, String stack, ServiceKind kind) {
        Folders folder = Folders.of("shop")
                .file(
                        "package.json",
                        "{\"scripts\":{\"start\":\"node main.js\"},\"dependencies\":{\"" + driver + "\":\"1\"}}")
                .file("main.js", "app.listen(3000)");
        assertThat(folder.analyze().services())
                .filteredOn(spec -> spec.image() != null)
                .extracting(spec -> spec.stack() + " " + spec.kind())
                .containsExactly(stack + " " + kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STATIC | vite                 | vite build
            STATIC | react-scripts        | react-scripts build
            STATIC | @angular/core        | ng build
            STATIC | astro                | astro build
            STATIC | gatsby               | gatsby build
            WEB    | next                 | next build
            WEB    | nuxt                 | nuxt build
            WEB    | @remix-run/serve     | remix build
            WEB    | astro,@astrojs/node  | astro build
            WEB    | @sveltejs/kit,@sveltejs/adapter-node | vite build
            STATIC | @sveltejs/kit,@sveltejs/adapter-static | vite build
            """)
    void pagesAreRenderedBeforeOrByAServer(ServiceKind kind, String packages, String build) {
        String dependencies = "\"" + packages.replace(",", "\":\"1\",\"") + "\":\"1\"";
        ServiceSpec spec = Folders.of("site")
                .file(
                        "package.json",
                        "{\"scripts\":{\"build\":\"" + build + "\"},\"dependencies\":{" + dependencies + "}}")
                .file("index.html", "<html></html>")
                .service();
        assertThat(spec.kind()).isEqualTo(kind);
        assertThat(spec.staticRoot().isEmpty()).isEqualTo(kind != ServiceKind.STATIC);
    }

    @Test
    void whatWorksWithoutListeningIsAWorker() {
        ServiceSpec spec = Folders.of("jobs")
                .file(
                        "package.json",
                        "{\"scripts\":{\"start\":\"node main.js\"},\"dependencies\":{\"node-cron\":\"3\"}}")
                .file("main.js", "cron.schedule('* * * * *', work)")
                .service();
        assertThat(spec.kind()).isEqualTo(ServiceKind.WORKER);
        assertThat(spec.ports()).isEmpty();
        assertThat(spec.health()).isNull();
        assertThat(spec.deployable()).isTrue();
    }

    private static Folders folder(String language, String code) {
        String[] manifest = MANIFESTS.get(language);
        String file =
                switch (language) {
                    case "java" -> "src/main/java/A.java";
                    case "rs" -> "src/main.rs";
                    case "cs" -> "Program.cs";
                    case "exs" -> "config/runtime.exs";
                    case "rb" -> "app.rb";
                    case "py" -> "app.py";
                    case "php" -> "index.php";
                    default -> "main." + language;
                };
        return Folders.of("shop").file(manifest[0], manifest[1]).file(file, code.replace("\\n", "\n"));
    }

    private static ServiceSpec.EnvVar variable(Folders folder, String name) {
        return folder.analyze().services().get(0).env().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }
}
