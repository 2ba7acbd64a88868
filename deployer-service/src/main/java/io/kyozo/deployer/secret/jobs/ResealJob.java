package io.kyozo.deployer.secret.jobs;

import io.kyozo.deployer.secret.app.Secrets;
import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Seals what an older key sealed with the current one, so that the older one can be taken away. */
@ApplicationScoped
@Worker(type = ResealJob.TYPE, queue = "clean-up", maxAttempts = 2, timeout = "PT5M")
class ResealJob implements Chore {
    static final String TYPE = "secrets.reseal";

    private final Secrets secrets;

    ResealJob(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT10M";
    }

    @Override
    public Uni<Void> run() {
        return secrets.reseal().replaceWithVoid();
    }
}
