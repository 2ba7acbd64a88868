package io.kyozo.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A server that a test can take away: fields of {@link Runnable} marked so do it, and bring it back. */
public abstract class StoppableServer implements QuarkusTestResourceLifecycleManager {
    /** Takes the server away. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    public @interface Stop {}

    /** Starts it again. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    public @interface Start {}

    /** Ends it; what it holds stays. */
    protected abstract void takeAway();

    /** Starts it again after {@link #takeAway}. */
    protected abstract void bringBack();

    @Override
    public final void inject(TestInjector injector) {
        injector.injectIntoFields(
                (Runnable) this::takeAway, new TestInjector.AnnotatedAndMatchesType(Stop.class, Runnable.class));
        injector.injectIntoFields(
                (Runnable) this::bringBack, new TestInjector.AnnotatedAndMatchesType(Start.class, Runnable.class));
    }
}
