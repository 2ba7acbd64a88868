package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectFilesTest {
    private static Folders nx() {
        return Folders.of("shop")
                .file("nx.json", "{}")
                .file(
                        "package.json",
                        "{\"name\":\"shop\",\"private\":true,\"scripts\":{\"start\":\"nx serve\"},",
                        "\"dependencies\":{\"express\":\"4\",\"pg\":\"8\",\"redis\":\"4\",\"react\":\"18\"}}")
                .file(
                        "tsconfig.base.json",
                        "{\"compilerOptions\":{\"paths\":{\"@shop/data\":[\"libs/data/src/index.ts\"]}}}")
                .file(
                        "apps/api/project.json",
                        "{\"name\":\"api\",\"projectType\":\"application\",\"targets\":{\"build\":",
                        "{\"executor\":\"@nx/webpack:webpack\",\"options\":{\"outputPath\":\"dist/apps/api\"}}}}")
                .file(
                        "apps/api/src/main.ts",
                        "import express from 'express';",
                        "import { rows } from '@shop/data';",
                        "express().listen(3333)")
                .file(
                        "apps/web/project.json",
                        "{\"projectType\":\"application\",\"targets\":{\"build\":{\"executor\":\"@nx/vite:build\"}}}")
                .file("apps/web/src/main.tsx", "import React from 'react';")
                .file("libs/data/project.json", "{\"name\":\"data\",\"projectType\":\"library\",\"targets\":{}}")
                .file("libs/data/src/index.ts", "import { Pool } from 'pg';", "process.env.DATABASE_URL");
    }

    private static ServiceSpec of(TopologyDocument topology, String name) {
        return topology.services().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void applicationsOfAnNxWorkspaceAreServicesWithTheStoresOfTheirLibraries() {
        TopologyDocument topology = nx().analyze();
        assertThat(topology.services())
                .filteredOn(ServiceSpec::deployable)
                .extracting(spec -> spec.name() + " " + spec.kind())
                .containsExactlyInAnyOrder(
                        "api " + ServiceKind.API, "web " + ServiceKind.STATIC, "postgres " + ServiceKind.DATABASE);
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to() + " " + edge.envVar())
                .containsExactly("api>postgres DATABASE_URL");
        assertThat(of(topology, "data").reason()).isEqualTo("it is a library: project.json says so");
    }

    @Test
    void anNxApplicationIsBuiltByNxAndStartedFromWhatItMakes() {
        ServiceSpec api = of(nx().analyze(), "api");
        assertThat(api.build()).contains(List.of("npx", "nx", "build", "api"));
        assertThat(api.start()).containsExactly("node", "../../dist/apps/api/main.js");
        assertThat(api.ports()).extracting(ServiceSpec.Port::number).containsExactly(3333);
        assertThat(api.dockerfile().context()).isEqualTo(".");
        assertThat(api.dockerfile().content()).contains("npx nx build api").contains("WORKDIR /app/apps/api");
    }

    @Test
    void projectsOfRushAreMembersThatRushBuilds() {
        TopologyDocument topology = Folders.of("shop")
                .file(
                        "rush.json",
                        "{ // all projects",
                        "\"projects\":[{\"packageName\":\"api\",\"projectFolder\":\"apps/api\"},",
                        "{\"packageName\":\"data\",\"projectFolder\":\"libs/data\"}]}")
                .file(
                        "apps/api/package.json",
                        "{\"name\":\"api\",\"scripts\":{\"start\":\"node i.js\",\"build\":\"tsc\"},",
                        "\"dependencies\":{\"data\":\"workspace:*\"}}")
                .file("apps/api/i.js", "app.listen(3000)")
                .file(
                        "libs/data/package.json",
                        "{\"name\":\"data\",\"main\":\"index.js\",\"dependencies\":{\"pg\":\"8\"}}")
                .file("libs/data/index.js", "process.env.DATABASE_URL")
                .analyze();
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly("api>postgres");
        assertThat(of(topology, "data").deployable()).isFalse();
        assertThat(of(topology, "api").dockerfile().content()).contains("@microsoft/rush@5 build --to api");
    }

    @Test
    void projectsOfMoonAreMembersAndItsLibrariesNoServices() {
        TopologyDocument topology = Folders.of("shop")
                .file("package.json", "{\"name\":\"shop\",\"private\":true}")
                .file(".moon/workspace.yml", "projects:", "  api: apps/api", "  data: libs/data")
                .file("apps/api/package.json", "{\"name\":\"api\",\"scripts\":{\"start\":\"node i.js\"}}")
                .file("apps/api/i.js", "app.listen(3000)")
                .file("libs/data/package.json", "{\"name\":\"data\",\"scripts\":{\"start\":\"node i.js\"}}")
                .file("libs/data/moon.yml", "layer: library")
                .analyze();
        assertThat(topology.services())
                .filteredOn(ServiceSpec::deployable)
                .extracting(ServiceSpec::name)
                .containsExactly("api");
        assertThat(of(topology, "data").reason()).isEqualTo("it is a library: moon.yml says so");
    }
}
