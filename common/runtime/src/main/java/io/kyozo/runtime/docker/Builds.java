package io.kyozo.runtime.docker;

import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.dockerfile.ClassicSyntax;
import io.kyozo.runtime.dockerfile.Dockerfile;
import io.kyozo.runtime.dockerfile.Refusals;
import io.kyozo.runtime.dockerfile.Stage;
import io.kyozo.runtime.dockerfile.StagePrelude;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Builds images: base images first, then the rewritten Dockerfile through the engine's classic builder. */
final class Builds {
    private static final Logger LOG = Logger.getLogger(Builds.class);

    private final EngineConnection engine;
    private final BaseImages bases;
    private final Networks networks;
    private final Leftovers leftovers;
    private final TrustImages trust;
    private final SpareCores spare;

    Builds(EngineConnection engine, BaseImages bases, Networks networks, EngineHost host) {
        this.engine = engine;
        this.bases = bases;
        this.networks = networks;
        this.leftovers = new Leftovers(engine);
        this.trust = new TrustImages(engine, leftovers);
        this.spare = new SpareCores(engine, host);
    }

    Leftovers leftovers() {
        return leftovers;
    }

    Uni<ImageInfo> build(BuildSpec spec, Consumer<BuildLine> log) {
        var action = "build image " + spec.image();
        return Uni.createFrom().deferred(() -> {
            var run = new BuildRun(engine, leftovers, spec, log);
            return engine.blocking(action, () -> buildUnlessAborted(spec, run, log))
                    .onCancellation()
                    .invoke(run::abort)
                    .ifNoItem()
                    .after(spec.timeout())
                    .failWith(() -> new RuntimeFailure(
                            RuntimeFailure.Kind.TIMEOUT,
                            "The build of " + spec.image() + " was stopped: it took longer than " + spec.timeout()));
        });
    }

    /** Nobody waits for what comes of a build that was aborted, so that its failure is only noted. */
    private @Nullable ImageInfo buildUnlessAborted(BuildSpec spec, BuildRun run, Consumer<BuildLine> log)
            throws IOException {
        try {
            return build(spec, run, log);
        } catch (IOException | RuntimeException e) {
            if (run.isAborted()) {
                LOG.debugf(e, "The build of %s was stopped", spec.image());
                return null;
            }
            throw e;
        }
    }

    private ImageInfo build(BuildSpec spec, BuildRun run, Consumer<BuildLine> log) throws IOException {
        var written = Dockerfile.parse(spec.dockerfile());
        refuse(written);
        var file = ClassicSyntax.of(written);
        Stage.images(file, spec.arguments()).forEach(image -> bases.ensure(image, log));
        var label = "LABEL " + Labels.BUILD + "=\"" + engine.settings().installation() + "\"";
        var prelude = spec.caBundle() == null ? List.<String>of() : trust.instructions(spec.caBundle());
        run.on(networks.ofBuilds());
        run.within(spare.processors());
        run.run(StagePrelude.apply(file, spec.arguments(), prelude, List.of(label)));
        return Images.find(engine.client(), spec.image())
                .orElseThrow(() -> new RuntimeFailure(
                        RuntimeFailure.Kind.OTHER, "The engine built " + spec.image() + " and no longer has it"));
    }

    private static void refuse(Dockerfile file) {
        var refusals = Refusals.of(file);
        if (!refusals.isEmpty()) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.INVALID, "The Dockerfile can't be built. " + String.join(". ", refusals));
        }
    }
}
