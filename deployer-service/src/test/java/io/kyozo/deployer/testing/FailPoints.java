package io.kyozo.deployer.testing;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.deployment.app.StepObserver;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Breaks the saga at a chosen boundary, once: the worker goes away there, as if it were killed. */
@Alternative
@ApplicationScoped
public class FailPoints implements StepObserver {
    private final Set<String> armed = ConcurrentHashMap.newKeySet();

    public void arm(String when, SagaStep step) {
        armed.add(when + " " + step);
    }

    /** Boundaries that nobody has come to yet. */
    public Set<String> armed() {
        return Set.copyOf(armed);
    }

    public void reset() {
        armed.clear();
    }

    @Override
    public Uni<Void> before(Deployment deployment, SagaStep step) {
        return pass("before", step);
    }

    @Override
    public Uni<Void> after(Deployment deployment, SagaStep step) {
        return pass("after", step);
    }

    private Uni<Void> pass(String when, SagaStep step) {
        return armed.remove(when + " " + step)
                ? Uni.createFrom().failure(new IllegalStateException("killed " + when + " " + step))
                : Uni.createFrom().voidItem();
    }
}
