package io.kyozo.monitor;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A runtime that can only be looked at, as monitor may; every other call fails the test. */
public final class FakeRuntime {
    public final Map<String, ContainerInfo.State> containers = new ConcurrentHashMap<>();
    public volatile boolean away;
    /** As a stopped engine does: it takes the question and never answers. */
    public volatile boolean hangs;
    /** How long it takes to answer. */
    public volatile Duration slowness = Duration.ZERO;
    /** When containers were looked at, in milliseconds since the epoch. */
    public final Queue<Long> looks = new ConcurrentLinkedQueue<>();

    public ContainerRuntime runtime() {
        return (ContainerRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ContainerRuntime.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "name" -> "docker";
                    case "inspect" -> inspect((String) args[0]);
                    case "exec" ->
                        Uni.createFrom()
                                .item(new io.kyozo.runtime.ExecResult(containers.containsKey(args[0]) ? 0 : 1, ""));
                    case "toString" -> "fake";
                    case "hashCode" -> 1;
                    case "equals" -> proxy == args[0];
                    default -> throw new AssertionError("monitor must only look, not " + method.getName());
                });
    }

    private Uni<Optional<ContainerInfo>> inspect(String id) {
        if (away) {
            return Uni.createFrom().failure(new RuntimeFailure(RuntimeFailure.Kind.UNAVAILABLE, "away"));
        }
        looks.add(System.currentTimeMillis());
        if (hangs) {
            return Uni.createFrom().nothing();
        }
        Optional<ContainerInfo> found = Optional.ofNullable(containers.get(id)).map(state -> info(id, state));
        Executor later = CompletableFuture.delayedExecutor(slowness.toMillis(), TimeUnit.MILLISECONDS);
        return slowness.isZero()
                ? Uni.createFrom().item(found)
                : Uni.createFrom().completionStage(() -> CompletableFuture.supplyAsync(() -> found, later));
    }

    private static ContainerInfo info(String id, ContainerInfo.State state) {
        Integer code = state == ContainerInfo.State.EXITED ? 3 : null;
        return new ContainerInfo(id, id, "image", Map.of(), state, code, false, null, Map.of(), 0);
    }
}
