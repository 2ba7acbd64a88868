package io.kyozo.analyzer.topology.generate;

import io.kyozo.analyzer.topology.BuildPlan;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec.Dockerfile;
import io.kyozo.contracts.topology.ServiceSpec.Health;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Dockerfile for a service that has none: several stages where something is built, the dependencies in a layer
 * before the sources, an ordinary user, a health check with what the image holds, and the main process as process 1.
 */
public final class DockerfileGenerator {
    private final boolean hasDockerignore;

    /** @param hasDockerignore whether the build context has a .dockerignore of its own, which is then left alone */
    public DockerfileGenerator(boolean hasDockerignore) {
        this.hasDockerignore = hasDockerignore;
    }

    /** The Dockerfile of {@code draft}, listening on {@code port} (0 for none); empty where its stack has no recipe. */
    public Optional<Dockerfile> generate(ServiceDraft draft, int port, @Nullable Health health) {
        Recipe recipe = new Recipe(draft, port, health);
        String text = draft.kind() == ServiceKind.STATIC ? StaticRecipe.write(recipe) : write(recipe);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        BuildPlan plan = draft.plan();
        return Optional.of(new Dockerfile("", text, plan.context(), "", hasDockerignore ? "" : Dockerignore.of(draft)));
    }

    private static String write(Recipe recipe) {
        return switch (recipe.draft().stack()) {
            case "node" -> NodeRecipe.write(recipe);
            case "python" -> PythonRecipe.write(recipe);
            case "java" -> JavaRecipe.write(recipe);
            case "go" -> GoRecipe.write(recipe);
            case "ruby" -> RubyRecipe.write(recipe);
            case "php" -> PhpRecipe.write(recipe);
            case "rust" -> RustRecipe.write(recipe);
            default -> "";
        };
    }
}
