package io.kyozo.analyzer.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.analyzer.topology.explain.Detail;
import io.kyozo.analyzer.topology.explain.Explanation;
import io.kyozo.analyzer.topology.explain.Style;
import io.kyozo.analyzer.topology.parse.Table;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.External;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which APIs of others a service speaks to, and what must not be taken for one. */
class ExternalApisTest {
    private static List<String> ids(Folders folder) {
        return folder.analyze().externals().stream().map(External::id).toList();
    }

    private static Folders node(String... packageJson) {
        return Folders.of("shop")
                .file("package.json", packageJson)
                .file("server.js", "require('express')().listen(3000);");
    }

    @Test
    void npmPackagesHostsAndVariablesAreTheEvidence() {
        TopologyDocument topology = Folders.of("shop")
                .file(
                        "package.json",
                        "{\"name\": \"shop\", \"scripts\": {\"start\": \"node server.js\"},",
                        "\"dependencies\": {\"express\": \"4\",",
                        "\"stripe\": \"14\"}}")
                .file(
                        "server.js",
                        "const app = require('express')();",
                        "const stripe = require('stripe')(process.env.STRIPE_SECRET_KEY || 'sk_live_4eC39HqLyjWDarjtT1');",
                        "fetch('https://api.openai.com/v1/chat/completions', {});",
                        "fetch('https://example.com/orders');",
                        "app.listen(3000);")
                .analyze();
        assertThat(topology.externals())
                .containsExactly(
                        new External(
                                "shop",
                                "openai",
                                "OpenAI",
                                "ai",
                                List.of(new Evidence("server.js", 3, 0.8, "names the host api.openai.com"))),
                        new External(
                                "shop",
                                "stripe",
                                "Stripe",
                                "payments",
                                List.of(
                                        new Evidence("package.json", 3, 0.9, "depends on stripe"),
                                        new Evidence("server.js", 2, 0.6, "reads STRIPE_SECRET_KEY"))));
        assertThat(topology.externals().toString()).doesNotContain("sk_live");
        assertThat(Explanation.of(topology, Detail.SUMMARY, Style.PLAIN))
                .anyMatch(line -> line.endsWith("OpenAI, Stripe"));
        assertThat(Explanation.of(topology, Detail.FULL, Style.PLAIN))
                .anyMatch(line -> line.endsWith("package.json:3 depends on stripe (0.90)"));
    }

    @Test
    void developmentPackagesAndTestsDoNotCount() {
        Folders folder = node(
                        "{\"name\": \"shop\", \"scripts\": {\"start\": \"node server.js\"},",
                        "\"dependencies\": {\"express\": \"4\"}, \"devDependencies\": {\"@sentry/cli\": \"2\", \"twilio\": \"4\"}}")
                .file("test/mail.test.js", "fetch('https://api.sendgrid.com/v3'); process.env.SLACK_WEBHOOK_URL;")
                .file("server.test.js", "fetch('https://api.mailgun.net/v3');");
        assertThat(ids(folder)).isEmpty();
    }

    @Test
    void namesOfOtherPackagesThatOnlyBeginAlikeDoNotCount() {
        assertThat(ids(node(
                        "{\"name\": \"shop\", \"scripts\": {\"start\": \"node server.js\"},",
                        "\"dependencies\": {\"express\": \"4\", \"stripes\": \"1\", \"openai-like\": \"1\"}}")))
                .isEmpty();
    }

    @Test
    void pythonRequirementsAreRead() {
        Folders folder = Folders.of("mail")
                .file("requirements.txt", "flask==3.0", "gunicorn", "sendgrid==6.11", "boto3", "sentry-sdk[flask]==2.0")
                .file(
                        "app.py",
                        "import os",
                        "from flask import Flask",
                        "app = Flask(__name__)",
                        "key = os.environ['ANTHROPIC_API_KEY']");
        assertThat(ids(folder)).containsExactly("anthropic", "aws", "sendgrid", "sentry");
    }

    @Test
    void goModulesAreRead() {
        Folders folder = Folders.of("pay")
                .file(
                        "go.mod",
                        "module example.com/pay",
                        "go 1.19",
                        "require (",
                        "\tgithub.com/stripe/stripe-go/v76 v76.1.0",
                        "\tgithub.com/aws/aws-sdk-go-v2/service/s3 v1.40.0",
                        "\tgithub.com/slack-go/slack v0.12.0 // indirect",
                        ")")
                .file(
                        "main.go",
                        "package main",
                        "import \"net/http\"",
                        "func main() { http.ListenAndServe(\":8080\", nil) }");
        assertThat(ids(folder)).containsExactly("aws-s3", "stripe");
    }

    @Test
    void mavenAndGradleArtifactsAreReadWithoutThoseOfTests() {
        Folders maven = Folders.of("shop")
                .file(
                        "pom.xml",
                        "<project><artifactId>shop</artifactId><dependencies>",
                        "<dependency><groupId>org.springframework.boot</groupId>",
                        "<artifactId>spring-boot-starter-web</artifactId></dependency>",
                        "<dependency><groupId>com.twilio.sdk</groupId><artifactId>twilio</artifactId></dependency>",
                        "<dependency><groupId>com.stripe</groupId><artifactId>stripe-java</artifactId>",
                        "<scope>test</scope></dependency></dependencies></project>")
                .file("src/main/java/App.java", "class App { public static void main(String[] a) {} }");
        assertThat(ids(maven)).containsExactly("twilio");
        Folders gradle = Folders.of("shop")
                .file(
                        "build.gradle",
                        "plugins { id 'org.springframework.boot' version '3.3.0' }",
                        "dependencies {",
                        "  implementation 'org.springframework.boot:spring-boot-starter-web'",
                        "  implementation 'com.openai:openai-java:1.0'",
                        "  testImplementation 'com.stripe:stripe-java:24.0'",
                        "}")
                .file("src/main/java/App.java", "class App { public static void main(String[] a) {} }");
        assertThat(ids(gradle)).containsExactly("openai");
    }

    @Test
    void gemsComposerCratesAndNugetAreRead() {
        Folders ruby = Folders.of("shop")
                .file(
                        "Gemfile",
                        "gem 'sinatra'",
                        "gem 'twilio-ruby'",
                        "group :development, :test do",
                        "  gem 'stripe'",
                        "end",
                        "gem 'rollbar', group: :development")
                .file("app.rb", "require 'sinatra'");
        assertThat(ids(ruby)).containsExactly("twilio");
        Folders php = Folders.of("shop")
                .file(
                        "composer.json",
                        "{\"require\": {\"stripe/stripe-php\": \"^13\"}, \"require-dev\": {\"twilio/sdk\": \"8\"}}")
                .file("index.php", "<?php echo 'a';");
        assertThat(ids(php)).containsExactly("stripe");
        Folders rust = Folders.of("shop")
                .file(
                        "Cargo.toml",
                        "[package]",
                        "name = \"shop\"",
                        "[dependencies]",
                        "axum = \"0.7\"",
                        "async-openai = \"0.23\"",
                        "[dev-dependencies]",
                        "octocrab = \"0.38\"")
                .file(
                        "src/main.rs",
                        "fn main() { let l = TcpListener::bind(\"0.0.0.0:3000\"); axum::serve(l, app()); }");
        assertThat(ids(rust)).containsExactly("openai");
        Folders dotnet = Folders.of("shop")
                .file(
                        "shop.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><ItemGroup>",
                        "<PackageReference Include=\"Stripe.net\" Version=\"43.0\" /></ItemGroup></Project>")
                .file("Program.cs", "var app = WebApplication.Create(args); app.Run();");
        assertThat(ids(dotnet)).containsExactly("stripe");
    }

    @Test
    void anObjectStoreOfTheFolderIsMeantByItsProtocol() {
        Folders folder = node(
                "{\"name\": \"shop\", \"scripts\": {\"start\": \"node server.js\"},",
                "\"dependencies\": {\"express\": \"4\", \"@aws-sdk/client-s3\": \"3\"}}");
        assertThat(ids(folder)).containsExactly("aws-s3");
        folder.file("Dockerfile", "FROM node:20", "COPY . .", "CMD [\"node\", \"server.js\"]")
                .file(
                        "compose.yaml",
                        "services:",
                        "  shop:",
                        "    build: .",
                        "    ports: ['3000:3000']",
                        "    depends_on: [minio]",
                        "  minio:",
                        "    image: minio/minio");
        assertThat(ids(folder)).isEmpty();
    }

    @Test
    void whatAFrameworkOnlyOffersForChoiceDoesNotCount() {
        Folders folder = Folders.of("shop")
                .file("composer.json", "{\"require\": {\"laravel/framework\": \"^11\"}}")
                .file("artisan", "<?php")
                .file("public/index.php", "<?php")
                .file("config/services.php", "<?php return ['mailgun' => ['secret' => env('MAILGUN_SECRET')]];")
                .file("app/Chat.php", "<?php $url = env('SLACK_WEBHOOK_URL');");
        assertThat(ids(folder)).containsExactly("slack");
    }

    @Test
    void whatIsNotDeployedIsNotSaidToSpeakToAnything() {
        assertThat(ids(Folders.of("lib")
                        .file(
                                "go.mod",
                                "module example.com/lib",
                                "go 1.19",
                                "require github.com/slack-go/slack v0.12.0")
                        .file("lib.go", "package lib")))
                .isEmpty();
    }

    @Test
    void theTableIsWhole() {
        List<Table.Row> rows = Table.read(ExternalApiTable.TEXT + CloudApiTable.TEXT);
        assertThat(rows).hasSizeGreaterThan(60).allSatisfy(row -> {
            assertThat(row.cells()).hasSize(3).allMatch(cell -> !cell.isBlank());
            assertThat(row.texts().keySet()).isSubsetOf("packages", "hosts", "variables", "replaced");
            assertThat(row.words("packages")).isNotEmpty().allMatch(name -> name.equals(name.toLowerCase()));
        });
        assertThat(rows.stream().map(row -> row.cells().get(0))).doesNotHaveDuplicates();
        assertThat(rows.stream().flatMap(row -> row.words("hosts").stream())).doesNotHaveDuplicates();
        assertThat(ExternalApi.ofHost("shop.auth0.com")).map(ExternalApi::id).contains("auth0");
        assertThat(ExternalApi.ofHost("auth0.com.example.org")).isEmpty();
        assertThat(ExternalApi.ofVariable("NEXT_PUBLIC_ALGOLIA_APP_ID"))
                .map(ExternalApi::id)
                .contains("algolia");
    }
}
