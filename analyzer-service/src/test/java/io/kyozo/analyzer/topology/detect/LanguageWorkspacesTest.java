package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import org.junit.jupiter.api.Test;

class LanguageWorkspacesTest {
    private static Folders umbrella() {
        return Folders.of("shop")
                .file(
                        "mix.exs",
                        "defmodule Shop.Umbrella.MixProject do",
                        "  def project do",
                        "    [apps_path: \"apps\", version: \"0.1.0\", deps: []]",
                        "  end",
                        "end")
                .file("config/runtime.exs", "url = System.get_env(\"DATABASE_URL\")")
                .file(
                        "apps/shop/mix.exs",
                        "defmodule Shop.MixProject do",
                        "  def project, do: [app: :shop]",
                        "  def application, do: [mod: {Shop.Application, []}]",
                        "  defp deps do",
                        "    [",
                        "      {:postgrex, \">= 0.0.0\"}",
                        "    ]",
                        "  end",
                        "end")
                .file(
                        "apps/shop_web/mix.exs",
                        "defmodule ShopWeb.MixProject do",
                        "  def project, do: [app: :shop_web]",
                        "  def application, do: [mod: {ShopWeb.Application, []}]",
                        "  defp deps do",
                        "    [",
                        "      {:phoenix, \"~> 1.7\"},",
                        "      {:shop, in_umbrella: true}",
                        "    ]",
                        "  end",
                        "end");
    }

    private static ServiceSpec of(TopologyDocument topology, String path) {
        return topology.services().stream()
                .filter(spec -> spec.path().equals(path) && spec.image() == null)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theApplicationOfAnUmbrellaThatServesIsTheServiceAndTheOthersAreItsLibraries() {
        TopologyDocument topology = umbrella().analyze();
        assertThat(topology.services())
                .filteredOn(ServiceSpec::deployable)
                .extracting(spec -> spec.name() + " " + spec.path())
                .containsExactly("postgres .", "shop-web apps/shop_web");
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to() + " " + edge.envVar())
                .containsExactly("shop-web>postgres DATABASE_URL");
        assertThat(of(topology, "apps/shop").reason()).startsWith("it is a library of the umbrella project");
    }

    @Test
    void anApplicationOfAnUmbrellaIsReleasedFromTheRootsContext() {
        ServiceSpec web = of(umbrella().analyze(), "apps/shop_web");
        assertThat(web.dockerfile().context()).isEqualTo(".");
        assertThat(web.dockerfile().content())
                .contains("cd apps/shop_web")
                .contains("mix release --path /out")
                .contains("/app/bin/shop_web");
    }

    @Test
    void anUmbrellaWithoutAnApplicationThatServesIsRunAsAWhole() {
        TopologyDocument topology = umbrella()
                .replace("apps/shop_web/mix.exs", "{:phoenix, \"~> 1.7\"},", "")
                .analyze();
        assertThat(of(topology, ".").deployable()).isTrue();
    }

    @Test
    void packagesOfAPathRepositoryAreLibrariesInTheBuildContextOfTheirApplication() {
        TopologyDocument topology = Folders.of("shop")
                .file(
                        "apps/web/composer.json",
                        "{\"name\":\"shop/web\",\"type\":\"project\",",
                        "\"repositories\":[{\"type\":\"path\",\"url\":\"../../packages/*\"}],",
                        "\"require\":{\"slim/slim\":\"^4\",\"shop/data\":\"@dev\"}}")
                .file("apps/web/public/index.php", "<?php require '../vendor/autoload.php';")
                .file(
                        "packages/data/composer.json",
                        "{\"name\":\"shop/data\",\"require\":{\"ext-pdo_pgsql\":\"*\"},\"autoload\":{}}")
                .file("packages/data/src/Data.php", "<?php $url = getenv('DATABASE_URL');")
                .analyze();
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly("web>postgres");
        assertThat(of(topology, "packages/data").reason()).isEqualTo("it is a library that apps/web is built with");
        ServiceSpec web = of(topology, "apps/web");
        assertThat(web.dockerfile().context()).isEqualTo(".");
        assertThat(web.dockerfile().content())
                .contains("WORKDIR /app/apps/web")
                .contains("/var/www/html/apps/web/public");
    }
}
