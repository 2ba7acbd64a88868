package io.kyozo.monitor;

import io.kyozo.runtime.ContainerRuntime;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What takes the place of the outside in tests. */
@ApplicationScoped
class TestBeans {
    @Produces
    @Singleton
    FakeRuntime fake() {
        return new FakeRuntime();
    }

    @Produces
    @Mock
    @Singleton
    ContainerRuntime runtime(FakeRuntime fake) {
        return fake.runtime();
    }
}
