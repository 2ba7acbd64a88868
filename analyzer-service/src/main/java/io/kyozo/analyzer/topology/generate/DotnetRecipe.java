package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.Numbers;
import java.util.List;
import java.util.Locale;

/** Images of .NET services: published by the SDK, run by the runtime. */
final class DotnetRecipe {
    private static final String REPOSITORY = "mcr.microsoft.com/dotnet/";
    private static final int MAX_PROJECTS = 12;

    private DotnetRecipe() {}

    static String write(Recipe recipe) {
        String version = recipe.version();
        String project = FolderPath.join(recipe.inContext(), recipe.plan().artifact());
        DockerfileText text = new DockerfileText()
                .from(REPOSITORY + "sdk:" + version, "build")
                .workdir("/src");
        List<FolderFile> projects = recipe.folder().under(recipe.plan().context()).stream()
                .filter(file -> isProject(file.name()))
                .toList();
        List<String> dirs = recipe.foldersOf(projects, MAX_PROJECTS);
        if (!dirs.isEmpty()) {
            text.copyAll(
                    recipe.present(
                            "global.json",
                            "Directory.Build.props",
                            "Directory.Packages.props",
                            "nuget.config",
                            "NuGet.config"),
                    "./");
            dirs.forEach(dir ->
                    text.copy((dir.equals(".") ? "" : dir + "/") + "*.*proj", dir.equals(".") ? "./" : dir + "/"));
            text.run(List.of("dotnet restore " + project));
        }
        text.copy(".", ".").run(List.of("dotnet publish " + project + " -c Release -o /out -p:UseAppHost=false"));
        text.from(REPOSITORY + "aspnet:" + version).workdir("/app").copy("--from=build /out", "./");
        // Since 8 the image has an ordinary user of its own.
        boolean user = Numbers.leading(version) >= 8;
        if (!user) {
            text.run(List.of("useradd --uid 10001 --user-group --no-create-home app"));
        }
        text.user(user ? "1654" : Stages.USER).env(recipe.env());
        if (recipe.port() > 0) {
            text.line("ENV ASPNETCORE_URLS=http://+:" + recipe.port());
        }
        return text.expose(recipe.port())
                .healthcheck(Probes.bash(recipe))
                .cmd(recipe.start())
                .text();
    }

    private static boolean isProject(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csproj") || lower.endsWith(".fsproj") || lower.endsWith(".vbproj");
    }
}
