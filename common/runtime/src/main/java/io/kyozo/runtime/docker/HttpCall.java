package io.kyozo.runtime.docker;

import com.github.dockerjava.transport.DockerHttpClient;

/** One blocking conversation with the engine in plain HTTP. */
@FunctionalInterface
interface HttpCall<T> {
    T ask(DockerHttpClient engine) throws Exception;
}
