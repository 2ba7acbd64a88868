package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.parse.ImageFolder;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec.Dockerfile;
import io.kyozo.contracts.topology.ServiceSpec.Health;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Dockerfile for a service that has none: several stages where something is built, the dependencies in a layer
 * before the sources, an ordinary user, a health check with what the image holds, and the main process as process 1. The
 * classic builder of Docker Engine 20.10 understands all of it.
 */
public final class DockerfileGenerator {
    private static final Map<String, Function<Recipe, String>> RECIPES = Map.ofEntries(
            Map.entry("node", NodeRecipe::write),
            Map.entry("bun", BunRecipe::write),
            Map.entry("deno", DenoRecipe::write),
            Map.entry("python", PythonRecipe::write),
            Map.entry("java", JavaRecipe::write),
            Map.entry("kotlin", JavaRecipe::write),
            Map.entry("scala", ScalaRecipe::write),
            Map.entry("clojure", ClojureRecipe::write),
            Map.entry("go", GoRecipe::write),
            Map.entry("rust", RustRecipe::write),
            Map.entry("ruby", RubyRecipe::write),
            Map.entry("php", PhpRecipe::write),
            Map.entry("dotnet", DotnetRecipe::write),
            Map.entry("elixir", ElixirRecipe::write),
            Map.entry("gleam", GleamRecipe::write),
            Map.entry("haskell", NativeRecipe::haskell),
            Map.entry("swift", NativeRecipe::swift),
            Map.entry("crystal", NativeRecipe::crystal),
            Map.entry("dart", NativeRecipe::dart),
            Map.entry("cpp", NativeRecipe::cpp),
            Map.entry("zig", NativeRecipe::zig),
            Map.entry("static", StaticRecipe::write));

    private final Folder folder;

    public DockerfileGenerator(Folder folder) {
        this.folder = folder;
    }

    /** The Dockerfile of {@code draft}, listening on {@code port} (0 for none); empty where its stack has no recipe. */
    public Optional<Dockerfile> generate(ServiceDraft draft, int port, @Nullable Health health) {
        Folder seen = ImageFolder.of(folder, draft.plan().context());
        Recipe recipe = new Recipe(seen, draft, port, health);
        boolean site = draft.kind() == ServiceKind.STATIC || draft.framework().equals("jekyll");
        return Optional.ofNullable(site ? (Function<Recipe, String>) StaticRecipe::write : RECIPES.get(draft.stack()))
                .map(write -> withVolumes(write.apply(recipe), draft.volumes()))
                .map(text -> new Dockerfile("", text, draft.plan().context(), "", dockerignore(recipe)));
    }

    /** A new volume takes its owner from the folder of the image that it covers. */
    private static String withVolumes(String dockerfile, Set<String> volumes) {
        int user = dockerfile.lastIndexOf("\nUSER ");
        if (volumes.isEmpty() || user < 0) {
            return dockerfile;
        }
        String name = dockerfile.substring(user + 6, dockerfile.indexOf('\n', user + 1));
        String folders = String.join(" ", volumes);
        String make = "\nRUN mkdir -p " + folders + " && chown " + name + " " + folders;
        return dockerfile.substring(0, user) + make + dockerfile.substring(user);
    }

    /** Whether a Dockerfile can be written for services of this stack. */
    public static boolean knows(String stack) {
        return RECIPES.containsKey(stack);
    }

    private String dockerignore(Recipe recipe) {
        // The user's own is left alone.
        boolean own = folder.has(FolderPath.join(recipe.plan().context(), ".dockerignore"));
        return own ? "" : Dockerignore.of(recipe);
    }
}
