package io.kyozo.runtime.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;

/**
 * Layers of builds that failed or were stopped: of no use to anyone, and nothing else would ever remove them. They are
 * removed when no build runs, since one that runs may be about to build on the same layers; whichever ends last does it.
 */
final class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);
    private static final int ROUNDS = 40;
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(250);

    private final EngineConnection engine;
    private final Queue<String> layers = new ConcurrentLinkedQueue<>();
    private final ReentrantReadWriteLock builds = new ReentrantReadWriteLock();

    Leftovers(EngineConnection engine) {
        this.engine = engine;
    }

    void buildBegins() {
        builds.readLock().lock();
    }

    /** @param layer what it left; empty for nothing */
    void buildEnds(String layer) {
        builds.readLock().unlock();
        if (!layer.isEmpty()) {
            layers.add(layer);
        }
        for (var round = 0; round < ROUNDS && !sweep(); round++) {
            // The container of a step that was cut off is still being ended.
            LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
        }
    }

    /** Does {@code work} while no build runs; false, and nothing is done, where one does. */
    boolean whenIdle(Runnable work) {
        if (!builds.writeLock().tryLock()) {
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            builds.writeLock().unlock();
        }
    }

    /** True where nothing more is to be done by this caller. */
    private boolean sweep() {
        if (layers.isEmpty() || !builds.writeLock().tryLock()) {
            return true;
        }
        try {
            return layers.removeIf(this::remove) && layers.isEmpty();
        } finally {
            builds.writeLock().unlock();
        }
    }

    /** False where it is still in use. */
    private boolean remove(String layer) {
        try {
            engine.client().removeImageCmd(layer).exec();
            return true;
        } catch (NotFoundException gone) {
            return true;
        } catch (ConflictException inUse) {
            return false;
        } catch (RuntimeException e) {
            LOG.debugf(e, "Layer %s stays", layer);
            return true;
        }
    }
}
