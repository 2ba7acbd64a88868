package io.kyozo.analyzer.topology.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    @Test
    void aLibrarysDriverIsItsServicesDriver() {
        TopologyDocument topology = Folders.of("mono")
                .file("package.json", "{\"private\":true,\"workspaces\":[\"apps/*\",\"packages/*\"]}")
                .file(
                        "apps/web/package.json",
                        "{\"name\":\"web\",\"scripts\":{\"start\":\"next start\"},",
                        "\"dependencies\":{\"next\":\"15\",\"@m/db\":\"workspace:*\"}}")
                .file(
                        "packages/db/package.json",
                        "{\"name\":\"@m/db\",\"main\":\"index.ts\",\"dependencies\":{\"pg\":\"8\"}}")
                .file("packages/db/index.ts", "export const url = process.env.POSTGRES_URL")
                .analyze();
        assertThat(topology.services())
                .filteredOn(ServiceSpec::deployable)
                .extracting(ServiceSpec::name)
                .containsExactly("postgres", "web");
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to() + " " + edge.envVar())
                .containsExactly("web>postgres POSTGRES_URL");
    }

    @Test
    void theRootsDockerfileBuildsTheMemberThatItNames() {
        ServiceSpec web = Folders.of("mono")
                .file(
                        "package.json",
                        "{\"private\":true,\"workspaces\":[\"apps/*\"],\"scripts\":{\"start\":\"turbo run start\"}}")
                .file(
                        "apps/web/package.json",
                        "{\"name\":\"web\",\"scripts\":{\"start\":\"next start\"},\"dependencies\":{\"next\":\"15\"}}")
                .file(
                        "apps/docs/package.json",
                        "{\"name\":\"docs\",\"scripts\":{\"start\":\"next start -p 3001\"},\"dependencies\":{\"next\":\"15\"}}")
                .file(
                        "Dockerfile",
                        "FROM node:20",
                        "COPY . .",
                        "RUN npm run build -w apps/web",
                        "WORKDIR /app/apps/web",
                        "EXPOSE 4000")
                .service("web");
        assertThat(web.dockerfile().path()).isEqualTo("Dockerfile");
        assertThat(web.ports()).extracting(ServiceSpec.Port::number).containsExactly(4000);
    }

    @Test
    void referencedProjectsOfASolutionBringTheirPackages() {
        TopologyDocument topology = Folders.of("shop")
                .file(
                        "src/Web/Web.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><ItemGroup>",
                        "<ProjectReference Include=\"..\\Data\\Data.csproj\" /></ItemGroup></Project>")
                .file(
                        "src/Data/Data.csproj",
                        "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup>",
                        "<PackageReference Include=\"Microsoft.EntityFrameworkCore.SqlServer\" /></ItemGroup></Project>")
                .file(
                        "src/Web/appsettings.json",
                        "{\"ConnectionStrings\":{\"Shop\":\"Server=db;Database=shop;User Id=sa\"}}")
                .analyze();
        assertThat(topology.edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly("web>mssql");
    }

    @Test
    void membersOfAUvWorkspaceAreLibrariesOfTheRoot() {
        TopologyDocument topology = Folders.of("tool")
                .file("pyproject.toml", "[project]", "name = \"tool\"", "dependencies = [\"core\", \"fastapi\"]")
                .file("main.py", "app = FastAPI()")
                .file("core/pyproject.toml", "[project]", "name = \"core\"", "[build-system]", "requires = []")
                .file("core/src/core/__init__.py", "X = 1")
                .analyze();
        assertThat(topology.services())
                .filteredOn(ServiceSpec::deployable)
                .extracting(ServiceSpec::path)
                .containsExactly(".");
    }

    @Test
    void aDjangoProjectBelowItsManifestIsOneService() {
        ServiceSpec service = Folders.of("site")
                .file("requirements.txt", "django", "gunicorn")
                .file("backend/manage.py", "execute_from_command_line()")
                .file("backend/site/wsgi.py", "application = 1")
                .service();
        assertThat(service.path()).isEqualTo(".");
        assertThat(service.start().get(2)).contains("--chdir backend site.wsgi");
    }
}
