package io.kyozo.monitor.live.ws;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What a listener asks for: to be told of a topic too, or no more.
 *
 * @param subscribe the topic that it wants to be told of
 * @param after the offset of the last message of that topic that it was told; null where it was told none
 * @param unsubscribe the topic that it does not want to be told of any more
 */
@RegisterForReflection
public record LiveRequest(
        @Nullable String subscribe,
        @Nullable Long after,
        @Nullable String unsubscribe) {}
