package io.kyozo.runtime.process;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time for each name; names share a fixed number of locks. */
final class NameLocks {
    private final ReentrantLock[] locks = new ReentrantLock[64];

    NameLocks() {
        for (var i = 0; i < locks.length; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    void act(String name, Workers.Action work) throws Exception {
        var unused = with(name, () -> {
            work.run();
            return true;
        });
    }

    <T> T with(String name, Callable<T> work) throws Exception {
        var lock = locks[Math.floorMod(name.hashCode(), locks.length)];
        lock.lockInterruptibly();
        try {
            return work.call();
        } finally {
            lock.unlock();
        }
    }
}
