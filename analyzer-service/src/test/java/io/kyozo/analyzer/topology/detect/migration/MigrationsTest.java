package io.kyozo.analyzer.topology.detect.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.analyzer.topology.explain.Detail;
import io.kyozo.analyzer.topology.explain.Explanation;
import io.kyozo.analyzer.topology.explain.Style;
import io.kyozo.contracts.topology.TopologyDocument.Migration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tool migrates a service's database, where, by which command, and whether the service does it itself. */
class MigrationsTest {
    private static final String SQL = "create table a (id int);";

    private static Migration only(Folders folder) {
        List<Migration> all = folder.analyze().migrations();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Folders node(String start, String dependencies) {
        return Folders.of("shop")
                .file(
                        "package.json",
                        "{\"name\": \"shop\", \"scripts\": {\"start\": \"" + start + "\"},",
                        "\"dependencies\": {\"express\": \"4\"," + dependencies + "}}")
                .file("server.js", "require('express')().listen(3000);");
    }

    private static Folders maven(String web, String flyway) {
        return Folders.of("shop")
                .file(
                        "pom.xml",
                        "<project><artifactId>shop</artifactId><dependencies>",
                        "<dependency><artifactId>" + web + "</artifactId></dependency>",
                        "<dependency><artifactId>" + flyway + "</artifactId></dependency>",
                        "</dependencies></project>")
                .file("src/main/java/App.java", "class App { public static void main(String[] a) {} }")
                .file("src/main/resources/db/migration/V1__first.sql", SQL);
    }

    private static void are(Folders folder, String tool, String path, boolean atStart, String command) {
        Migration found = only(folder);
        assertThat(found.tool()).isEqualTo(tool);
        assertThat(found.path()).isEqualTo(path);
        assertThat(String.join(" ", found.command())).isEqualTo(command);
        assertThat(found.atStart()).isEqualTo(atStart);
        assertThat(found.evidence()).isNotEmpty();
    }

    @Test
    void springBootMigratesWhenItStartsUnlessToldNotTo() {
        String command = "flyway -locations=filesystem:src/main/resources/db/migration migrate";
        Folders folder = maven("spring-boot-starter-web", "flyway-core");
        are(folder, "flyway", "src/main/resources/db/migration", true, command);
        folder.file("src/main/resources/application.yml", "spring:", "  flyway:", "    enabled: false");
        are(folder, "flyway", "src/main/resources/db/migration", false, command);
    }

    @Test
    void quarkusMigratesWhenItStartsOnlyIfToldTo() {
        String command = "flyway -locations=filesystem:src/main/resources/db/migration migrate";
        Folders folder = maven("quarkus-rest", "quarkus-flyway");
        are(folder, "flyway", "src/main/resources/db/migration", false, command);
        folder.file("src/main/resources/application.properties", "quarkus.flyway.migrate-at-start=true");
        are(folder, "flyway", "src/main/resources/db/migration", true, command);
    }

    @Test
    void prismaIsSeenInTheScriptThatStartsTheService() {
        String command = "npx prisma migrate deploy --schema prisma/schema.prisma";
        Folders folder = node("node server.js", "\"@prisma/client\": \"5\"")
                .file("prisma/schema.prisma", "datasource db { provider = \"postgresql\" }")
                .file("prisma/migrations/20240101_init/migration.sql", SQL)
                .file("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"");
        are(folder, "prisma", "prisma/migrations", false, command);
        folder.replace("package.json", "node server.js", "npm run migrate && node server.js")
                .replace("package.json", "\"scripts\": {", "\"scripts\": {\"migrate\": \"prisma migrate deploy\",");
        are(folder, "prisma", "prisma/migrations", true, command);
    }

    @Test
    void aPackageWithoutMigrationsShowsNone() {
        assertThat(node("node server.js", "\"@prisma/client\": \"5\", \"knex\": \"3\", \"sequelize\": \"6\"")
                        .file("prisma/schema.prisma", "datasource db { provider = \"postgresql\" }")
                        .file("db/seed.sql", SQL)
                        .analyze()
                        .migrations())
                .isEmpty();
    }

    @Test
    void migrationsOfTestsAndExamplesDoNotCount() {
        Folders folder = node("node server.js", "\"knex\": \"3\"")
                .file("test/knexfile.js", "module.exports = {};")
                .file("examples/knexfile.js", "module.exports = {};");
        assertThat(folder.analyze().migrations()).isEmpty();
    }

    @Test
    void toolsOfNodeAreTold() {
        are(
                node("knex migrate:latest && node server.js", "\"knex\": \"3\"")
                        .file("knexfile.js", "module.exports = {};"),
                "knex",
                ".",
                true,
                "npx knex migrate:latest --knexfile knexfile.js");
        are(
                node("node server.js", "\"drizzle-orm\": \"0.30\"").file("drizzle.config.ts", "export default {};"),
                "drizzle",
                ".",
                false,
                "npx drizzle-kit migrate --config drizzle.config.ts");
        are(
                node("node server.js", "\"sequelize\": \"6\"").file("migrations/2024-a.js", "module.exports = {};"),
                "sequelize",
                "migrations",
                false,
                "npx sequelize-cli db:migrate --migrations-path migrations");
        are(
                node("node server.js", "\"typeorm\": \"0.3\"")
                        .file("src/migrations/17000-First.ts", "export class First17000 {}")
                        .file("src/data-source.ts", "export default new DataSource({});"),
                "typeorm",
                "src/migrations",
                false,
                "npx typeorm-ts-node-commonjs migration:run -d src/data-source.ts");
    }

    @Test
    void toolsOfPythonAreTold() {
        Folders alembic = Folders.of("shop")
                .file("requirements.txt", "fastapi", "uvicorn", "alembic")
                .file("main.py", "from fastapi import FastAPI", "app = FastAPI()")
                .file("alembic.ini", "[alembic]", "script_location = migrations");
        are(alembic, "alembic", ".", false, "alembic -c alembic.ini upgrade head");
        alembic.file("Dockerfile", "FROM python:3.11", "COPY . .", "EXPOSE 8000", "ENTRYPOINT [\"./entrypoint.sh\"]")
                .file(
                        "entrypoint.sh",
                        "#!/bin/sh",
                        "# first the tables",
                        "alembic upgrade head",
                        "exec uvicorn main:app");
        are(alembic, "alembic", ".", true, "alembic -c alembic.ini upgrade head");
        are(
                Folders.of("shop")
                        .file("requirements.txt", "django", "gunicorn")
                        .file(
                                "manage.py",
                                "import os",
                                "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')")
                        .file("shop/wsgi.py", "application = get_wsgi_application()")
                        .file("orders/migrations/__init__.py", "")
                        .file("orders/migrations/0001_initial.py", "class Migration: pass"),
                "django",
                "orders/migrations",
                false,
                "python manage.py migrate --noinput");
    }

    @Test
    void toolsOfRubyPhpAndElixirAreTold() {
        Folders rails = Folders.of("shop")
                .file("Gemfile", "gem 'rails'", "gem 'pg'")
                .file("config.ru", "run Rails.application")
                .file("config/application.rb", "module Shop", "end")
                .file("bin/rails", "#!/usr/bin/env ruby")
                .file("db/migrate/20240101000000_create_orders.rb", "class CreateOrders; end");
        are(rails, "rails", "db/migrate", false, "bundle exec rails db:migrate");
        Folders laravel = Folders.of("shop")
                .file("composer.json", "{\"require\": {\"laravel/framework\": \"^11\"}}")
                .file("artisan", "<?php")
                .file("public/index.php", "<?php")
                .file("database/migrations/2024_01_01_create_orders.php", "<?php");
        are(laravel, "laravel", "database/migrations", false, "php artisan migrate --force");
        Folders phoenix = Folders.of("shop")
                .file(
                        "mix.exs",
                        "defmodule Shop.MixProject do",
                        "  def application, do: [mod: {Shop.Application, []}]",
                        "  defp deps do",
                        "    [",
                        "      {:phoenix, \"~> 1.7\"},",
                        "      {:ecto_sql, \"~> 3.11\"}",
                        "    ]",
                        "  end",
                        "end")
                .file("priv/repo/migrations/20240101_create.exs", "defmodule A do", "end");
        are(phoenix, "ecto", "priv/repo/migrations", false, "mix ecto.migrate");
    }

    private static Folders go(String... sql) {
        return Folders.of("shop")
                .file("go.mod", "module example.com/shop", "go 1.19")
                .file("main.go", "package main", "func main() { http.ListenAndServe(\":8080\", nil) }")
                .file("db/migrations/000001_first.up.sql", sql);
    }

    @Test
    void filesOfSqlAreToldApartByWhatTheyHold() {
        are(
                go(SQL),
                "golang-migrate",
                "db/migrations",
                false,
                "migrate -path db/migrations -database ${DATABASE_URL} up");
        Folders dbmate = go(SQL).file("db/migrations/20240101_first.sql", "-- migrate:up", SQL, "-- migrate:down");
        dbmate.remove("db/migrations/000001_first.up.sql");
        are(dbmate, "dbmate", "db/migrations", false, "dbmate --migrations-dir db/migrations up");
        assertThat(only(dbmate).evidence().get(0).line()).isEqualTo(1);
        Folders goose = go(SQL).file("sql/schema/001_first.sql", "-- the first", "-- +goose Up", SQL);
        goose.remove("db/migrations/000001_first.up.sql");
        are(goose, "goose", "sql/schema", false, "goose -dir sql/schema up");
    }

    @Test
    void toolsOfRustAndDotnetAreTold() {
        Folders diesel = Folders.of("shop")
                .file(
                        "Cargo.toml",
                        "[package]",
                        "name = \"shop\"",
                        "[dependencies]",
                        "axum = \"0.7\"",
                        "diesel = \"2\"")
                .file("src/main.rs", "fn main() { axum::serve(TcpListener::bind(\"0.0.0.0:3000\"), app()); }")
                .file("migrations/2024-01-01_orders/up.sql", SQL);
        are(diesel, "diesel", "migrations", false, "diesel migration run");
        Folders core = Folders.of("shop")
                .file(
                        "shop.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><ItemGroup>",
                        "<PackageReference Include=\"Microsoft.EntityFrameworkCore.SqlServer\" Version=\"8.0.0\" />",
                        "</ItemGroup></Project>")
                .file("Program.cs", "var app = WebApplication.Create(args); app.Run();")
                .file("Migrations/20240101_First.cs", "class First {}");
        are(core, "ef-core", "Migrations", false, "dotnet ef database update --project .");
    }

    @Test
    void migrationsOfALibraryBelongToTheServiceThatIsBuiltWithIt() {
        Folders folder = Folders.of("shop")
                .file(
                        "package.json",
                        "{\"name\": \"shop\", \"private\": true, \"workspaces\": [\"apps/*\", \"packages/*\"]}")
                .file(
                        "apps/api/package.json",
                        "{\"name\": \"api\", \"scripts\": {\"start\": \"node server.js\"},",
                        "\"dependencies\": {\"express\": \"4\", \"@shop/db\": \"*\"}}")
                .file("apps/api/server.js", "require('express')().listen(3000);")
                .file(
                        "packages/db/package.json",
                        "{\"name\": \"@shop/db\", \"main\": \"index.js\", \"dependencies\": {\"@prisma/client\": \"5\"}}")
                .file("packages/db/index.js", "module.exports = {};")
                .file("packages/db/prisma/schema.prisma", "datasource db { provider = \"postgresql\" }")
                .file("packages/db/prisma/migrations/migration_lock.toml", "provider = \"postgresql\"");
        are(
                folder,
                "prisma",
                "packages/db/prisma/migrations",
                false,
                "npx prisma migrate deploy --schema ../../packages/db/prisma/schema.prisma");
        assertThat(only(folder).service()).isEqualTo("api");
        assertThat(Explanation.of(folder.analyze(), Detail.SUMMARY, Style.PLAIN))
                .anyMatch(
                        line -> line.contains("has migrations of prisma in packages/db/prisma/migrations: npx prisma"));
    }

    @Test
    void everyToolSaysHowItIsRun() {
        assertThat(MigrationTool.ALL).hasSizeGreaterThan(25).allSatisfy(tool -> {
            assertThat(tool.places()).isNotEmpty();
            assertThat(tool.command()).isNotEmpty();
            assertThat(tool.started()).isNotEmpty();
        });
    }
}
