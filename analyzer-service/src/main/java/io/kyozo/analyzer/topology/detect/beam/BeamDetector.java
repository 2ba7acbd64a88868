package io.kyozo.analyzer.topology.detect.beam;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.DevelopmentOnly;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Detector;
import io.kyozo.analyzer.topology.detect.Framework;
import io.kyozo.analyzer.topology.detect.Judge;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.detect.ToolVersions;
import io.kyozo.contracts.topology.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds Mix and Gleam projects. */
public final class BeamDetector implements Detector {
    private static final List<Framework> FRAMEWORKS = List.of(
            Framework.web("phoenix", "phoenix", 4000),
            Framework.api("bandit", "bandit", 4000),
            Framework.api("plug_cowboy", "plug", 4000),
            Framework.api("mist", "mist", 4000),
            Framework.api("wisp", "wisp", 8000));

    @Override
    public List<ServiceDraft> detect(Folder folder) {
        List<ServiceDraft> drafts = new ArrayList<>();
        for (FolderFile file : folder.named(".", List.of("mix.exs", "gleam.toml"))) {
            drafts.add(file.name().equals("mix.exs") ? mix(folder, file) : gleam(folder, file));
        }
        Umbrellas.apply(folder, drafts);
        return drafts;
    }

    private static String version(Folder folder, String dir) {
        String file = ToolVersions.nearest(folder, dir, ".elixir-version");
        String stated = ToolVersions.minor(file.isEmpty() ? ToolVersions.of(folder, dir, "elixir") : file);
        return stated.isEmpty() ? "1.17" : stated;
    }

    private static ServiceDraft mix(Folder folder, FolderFile file) {
        ServiceDraft draft = new ServiceDraft(file.dir(), "elixir")
                .version(version(folder, file.dir()))
                .shows(file.path(), 1, 0.65, "is a Mix project");
        TextFile text = folder.text(file.path()).orElse(new TextFile(file.path(), List.of()));
        int number = 0;
        for (String raw : text.lines()) {
            number++;
            String line = raw.strip();
            if (line.startsWith("{:")) {
                String name = line.substring(2).split("[^a-z0-9_]", 2)[0];
                boolean runs = !line.contains("only:") || line.contains(":prod");
                draft.dependencies()
                        .put(
                                name,
                                runs
                                        ? new Evidence(file.path(), number, 0.5, "depends on " + name)
                                        : DevelopmentOnly.evidence(file.path(), number, name));
            }
        }
        Judge.place(draft);
        boolean served = Judge.framework(draft, FRAMEWORKS).isPresent();
        boolean application = text.contains("mod: {") || text.contains("escript") || text.contains("releases:");
        boolean published = text.contains("package()") || text.contains("package:");
        if (published || !application && !served && text.contains("description:")) {
            draft.denies(file.path(), 1, published ? 0.98 : 0.9, "it is a library: it is made to be published");
        }
        if (folder.has(FolderPath.join(file.dir(), "mix.lock"))) {
            draft.shows(FolderPath.join(file.dir(), "mix.lock"), 0, 0.2, "locks its packages");
        }
        boolean phoenix = draft.framework().equals("phoenix");
        draft.build(List.of(List.of("mix", "deps.get", "--only", "prod"), List.of("mix", "compile")));
        draft.start(phoenix ? List.of("mix", "phx.server") : List.of("mix", "run", "--no-halt"));
        draft.plan(BuildPlan.none(file.dir())
                .install(List.of("mix local.hex --force", "mix local.rebar --force", "mix deps.get --only prod"))
                .compile(List.of("mix compile"))
                .env(Map.of("MIX_ENV", "prod")));
        boolean umbrella = text.contains("apps_path");
        if (!umbrella
                && Places.seldomService(file.dir()).isEmpty()
                && file.dir().contains("apps/")) {
            draft.denies(file.path(), 1, 0.5, "it is a part of an umbrella project");
        }
        return draft;
    }

    private static ServiceDraft gleam(Folder folder, FolderFile file) {
        ServiceDraft draft =
                new ServiceDraft(file.dir(), "gleam").version("1").shows(file.path(), 1, 0.65, "is a Gleam project");
        var dependencies = io.kyozo.analyzer.topology.parse.DataFiles.toml(folder, file.path())
                .path("dependencies");
        dependencies
                .fieldNames()
                .forEachRemaining(name ->
                        draft.dependencies().put(name, new Evidence(file.path(), 0, 0.5, "depends on " + name)));
        Judge.place(draft);
        boolean served = Judge.framework(draft, FRAMEWORKS).isPresent();
        boolean main = folder.under(FolderPath.join(file.dir(), "src")).stream()
                .flatMap(source -> folder.text(source.path()).stream())
                .anyMatch(text -> text.contains("pub fn main("));
        if (main) {
            draft.shows(file.path(), 1, 0.4, "has a main function");
        } else if (!served) {
            draft.denies(file.path(), 1, 0.8, "it is a library: it has no main function");
        }
        draft.build(List.of(List.of("gleam", "build"))).start(List.of("gleam", "run"));
        return draft;
    }
}
