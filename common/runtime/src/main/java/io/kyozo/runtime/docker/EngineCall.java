package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;

/** One blocking conversation with the engine. */
@FunctionalInterface
interface EngineCall<T> {
    T ask(DockerClient engine) throws Exception;
}
