package io.kyozo.testkit.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The container engine of the tests. In this order: the one that KYOZO_TEST_DOCKER_HOST or DOCKER_HOST names, the host's
 * own where it answers, else a private one that {@code deploy/edge/engine.sh} starts and the last JVM that uses it stops.
 * Its images stay in the cache folder, so that the next run finds them.
 *
 * <p>Test classes say {@link NeedsEngine}; Testcontainers finds the same engine by itself.
 */
public final class PrivateEngine {
    private static final String HOST_SOCKET = "/var/run/docker.sock";
    /** Long, because it may install the engine first. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(6);

    private static final Duration IMAGES_TIMEOUT = Duration.ofMinutes(15);
    /** Kept where all class loaders of the JVM see it. */
    private static final String ANSWER_PROPERTY = "kyozo.test.engine.answer";

    private PrivateEngine() {}

    /** The engine's address as in DOCKER_HOST; empty where there is none, see {@link #absence()}. */
    public static Optional<String> host() {
        return Optional.of(find().host()).filter(host -> !host.isEmpty());
    }

    /** Why there is no engine, for a person; empty where there is one. */
    public static String absence() {
        return find().reason();
    }

    /** Builds {@code images} from Debian's packages where they are missing; fails where there is no engine or no recipe. */
    public static void ensureImages(String... images) {
        if (images.length == 0) {
            return;
        }
        String host = host().orElseThrow(() -> new IllegalStateException("no container engine: " + absence()));
        String[] arguments =
                Stream.concat(Stream.of("build"), Stream.of(images)).toArray(String[]::new);
        EdgeScript.Outcome outcome =
                EdgeScript.named("base-images.sh").run(Map.of("DOCKER_HOST", host), IMAGES_TIMEOUT, arguments);
        if (outcome.code() != 0) {
            throw new IllegalStateException("base images could not be built: " + outcome.messages());
        }
    }

    static EngineAnswer find() {
        synchronized (System.getProperties()) {
            String known = System.getProperty(ANSWER_PROPERTY);
            if (known != null) {
                return EngineAnswer.parse(known);
            }
            EngineAnswer answer = search();
            System.setProperty(ANSWER_PROPERTY, answer.line());
            return answer;
        }
    }

    private static EngineAnswer search() {
        String named = firstSet(System.getenv("KYOZO_TEST_DOCKER_HOST"), System.getenv("DOCKER_HOST"));
        if (named != null) {
            return EnginePing.answers(named)
                    ? EngineAnswer.found(named)
                    : EngineAnswer.absent("DOCKER_HOST is " + named + ", but no engine answers there");
        }
        if (Files.exists(Path.of(HOST_SOCKET)) && EnginePing.answers("unix://" + HOST_SOCKET)) {
            return EngineAnswer.found("unix://" + HOST_SOCKET);
        }
        return start();
    }

    private static EngineAnswer start() {
        EngineLease lease = EngineLease.take(folder());
        EdgeScript script = EdgeScript.named("engine.sh");
        String folder = lease.folder().toString();
        boolean runs = script.run(Map.of(), START_TIMEOUT, "status", folder).code() == 0;
        EdgeScript.Outcome outcome = script.run(Map.of(), START_TIMEOUT, "start", folder);
        if (outcome.code() != 0) {
            lease.giveUp();
            return EngineAnswer.absent(outcome.messages());
        }
        if (!runs) {
            lease.started();
        }
        lease.stopEngineAtExit();
        return EngineAnswer.found(outcome.output());
    }

    /** The folder that the wrapper script uses too, so that base images are made once. */
    private static Path folder() {
        String named = firstSet(System.getenv("KYOZO_TEST_ENGINE"), null);
        if (named != null) {
            return Path.of(named);
        }
        String cache = firstSet(System.getenv("KYOZO_CACHE"), null);
        String xdg = firstSet(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home") + "/.cache");
        Path base = cache != null ? Path.of(cache) : Path.of(Objects.requireNonNull(xdg), "kyozo");
        return base.resolve("engine");
    }

    private static @Nullable String firstSet(@Nullable String first, @Nullable String second) {
        return first != null && !first.isBlank() ? first : second != null && !second.isBlank() ? second : null;
    }
}
