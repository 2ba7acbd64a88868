package io.kyozo.deployer.deployment.app;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Asks a replica from outside whether it works; nothing is needed in its image. */
public interface Prober {
    /**
     * What to ask.
     *
     * @param stack for protocols of its own, such as {@code postgres}
     * @param protocol {@code http} or {@code tcp}
     * @param path for http
     * @param host address
     * @param port at that address
     * @param timeout for the answer
     */
    record Question(String stack, String protocol, String path, String host, int port, Duration timeout) {}

    /**
     * What it answered.
     *
     * @param ready whether it works
     * @param saw what was seen, for a person
     */
    record Answer(boolean ready, String saw) {}

    /** Never fails: what goes wrong is an answer. */
    Uni<Answer> ask(Question question);
}
