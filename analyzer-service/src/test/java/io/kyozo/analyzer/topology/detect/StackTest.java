package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.Strategy;
import org.junit.jupiter.api.Test;

class StackTest {
    @Test
    void nodeListensWhereItsCodeFallsBackTo() {
        ServiceSpec service = Folders.of("shop")
                .file(
                        "package.json",
                        "{\"scripts\":{\"start\":\"node index.js\"},\"dependencies\":{\"fastify\":\"5\"}}")
                .file(
                        "index.js",
                        "const port = Number(process.env.PORT) || 5050",
                        "app.listen({ port, host: '0.0.0.0' })")
                .service();
        assertThat(service.framework()).isEqualTo("fastify");
        assertThat(service.ports()).containsExactly(new ServiceSpec.Port(5050, "http", true, "PORT"));
        assertThat(service.start()).containsExactly("node", "index.js");
        assertThat(service.build()).hasSize(1);
    }

    @Test
    void aSinglePageApplicationIsBuiltAndServedAsFiles() {
        ServiceSpec service = Folders.of("page")
                .file("package.json", "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"7\"}}")
                .file("index.html", "<html></html>")
                .service();
        assertThat(service.kind()).isEqualTo(ServiceKind.STATIC);
        assertThat(service.staticRoot()).isEqualTo("dist");
        assertThat(service.dockerfile().content()).contains("FROM node:20-bookworm-slim", "FROM nginx:", "USER nginx");
    }

    @Test
    void aPublishedPackageIsNoService() {
        var topology = Folders.of("lib")
                .file("package.json", "{\"name\":\"lib\",\"exports\":\"./index.js\",\"files\":[\"index.js\"]}")
                .file("index.js", "export const one = 1;")
                .analyze();
        assertThat(topology.strategy()).isEqualTo(Strategy.NOT_DEPLOYABLE);
        assertThat(topology.summary()).contains("not deployable, because it is a library");
    }

    @Test
    void fastapiIsServedByUvicorn() {
        ServiceSpec service = Folders.of("api")
                .file("requirements.txt", "fastapi==0.115.0", "uvicorn[standard]")
                .file("app/main.py", "from fastapi import FastAPI", "api = FastAPI()", "@api.get('/health')")
                .service();
        assertThat(service.framework()).isEqualTo("fastapi");
        assertThat(service.start().get(2)).contains(".venv/bin/uvicorn app.main:api --host 0.0.0.0");
        assertThat(service.health()).isEqualTo(new ServiceSpec.Health("http", "/health", 8000));
        assertThat(service.dockerfile().content()).doesNotContain(".venv").contains("USER app");
    }

    @Test
    void djangoIsKnownByManagePy() {
        ServiceSpec service = Folders.of("site")
                .file("requirements.txt", "Django>=5", "gunicorn")
                .file("manage.py", "import django")
                .file("site/wsgi.py", "application = get_wsgi_application()")
                .service();
        assertThat(service.framework()).isEqualTo("django");
        assertThat(service.start().get(2)).contains("gunicorn --bind 0.0.0.0:${PORT:-8000} site.wsgi");
    }

    @Test
    void goReadsThePortThatIsSetWhereTheVariableIsEmpty() {
        ServiceSpec service = Folders.of("hello")
                .file("go.mod", "module example.org/hello", "go 1.19")
                .file(
                        "main.go",
                        "package main",
                        "func main() {",
                        "  port := os.Getenv(\"PORT\")",
                        "  if port == \"\" {",
                        "    port = \"9000\"",
                        "  }",
                        "  http.ListenAndServe(\":\"+port, nil)",
                        "}")
                .service();
        assertThat(service.ports()).containsExactly(new ServiceSpec.Port(9000, "http", true, "PORT"));
        assertThat(service.dockerfile().content()).contains("FROM golang:1.19-bookworm AS build", "COPY go.mod ./");
    }

    @Test
    void aGoModuleWithoutMainIsALibrary() {
        ServiceSpec service = Folders.of("lib")
                .file("go.mod", "module example.org/lib", "go 1.22")
                .file("lib.go", "package lib")
                .service();
        assertThat(service.deployable()).isFalse();
        assertThat(service.reason()).contains("start");
    }

    @Test
    void springBootListensWhereItsConfigurationSays() {
        ServiceSpec service = Folders.of("orders")
                .file(
                        "pom.xml",
                        "<project><artifactId>orders</artifactId><version>1</version>",
                        "<properties><java.version>17</java.version></properties><dependencies>",
                        "<dependency><artifactId>spring-boot-starter-web</artifactId></dependency>",
                        "<dependency><artifactId>spring-boot-starter-actuator</artifactId></dependency></dependencies>",
                        "<build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>",
                        "</project>")
                .file("src/main/java/Orders.java", "public static void main(String[] args) {}")
                .file("src/main/resources/application.properties", "server.port=${PORT:8085}")
                .service();
        assertThat(service.ports()).containsExactly(new ServiceSpec.Port(8085, "http", true, "PORT"));
        assertThat(service.health()).isEqualTo(new ServiceSpec.Health("http", "/actuator/health", 8085));
        assertThat(service.start()).containsExactly("java", "-jar", "target/orders-1.jar");
    }

    @Test
    void railsPhpRustDotnetAndElixirAreKnown() {
        assertThat(Folders.of("a")
                        .file("Gemfile", "gem 'rails'")
                        .file("config.ru", "run App")
                        .service()
                        .framework())
                .isEqualTo("rails");
        assertThat(Folders.of("b").file("index.php", "<?php").service().stack()).isEqualTo("php");
        assertThat(Folders.of("c")
                        .file("Cargo.toml", "[package]", "name = \"c\"", "[dependencies]", "axum = \"0.8\"")
                        .file("src/main.rs", "fn main() {}")
                        .service()
                        .framework())
                .isEqualTo("axum");
        assertThat(Folders.of("d")
                        .file("d.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"></Project>")
                        .service()
                        .framework())
                .isEqualTo("aspnetcore");
        assertThat(Folders.of("e")
                        .file("mix.exs", "{:phoenix, \"~> 1.7\"}")
                        .service()
                        .framework())
                .isEqualTo("phoenix");
    }

    @Test
    void theProcfileSaysHowAServiceIsStarted() {
        ServiceSpec service = Folders.of("app")
                .file("package.json", "{\"scripts\":{\"start\":\"node index.js\"}}")
                .file("Procfile", "web: node other.js")
                .service();
        assertThat(service.start()).containsExactly("sh", "-c", "node other.js");
    }

    @Test
    void vendoredTreesAreNotLookedInto() {
        var topology = Folders.of("app")
                .file("package.json", "{\"scripts\":{\"start\":\"node index.js\"}}")
                .file("node_modules/express/package.json", "{\"scripts\":{\"start\":\"node index.js\"}}")
                .analyze();
        assertThat(topology.services()).hasSize(1);
    }
}
