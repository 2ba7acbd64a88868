package io.kyozo.deployer.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.Revisions;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.storage.BlobTreeStore;
import io.kyozo.storage.FileBlobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Wishes in two workspaces at once, of which one keeps data in a volume, and a {@code kill -9} at a random moment while they
 * are fulfilled, sometimes again while the deployer comes back: within a minute of its start everything must have settled and
 * be accounted for. How long a start takes is the machine's, not the saga's: it is told apart.
 */
abstract class RandomKills {
    static final long SEED = Long.getLong("kyozo.faults.seed", 20_261_123L);
    private static final Duration CONVERGES_WITHIN = Duration.ofSeconds(60);
    /** Seconds from which on it is said what took so long. */
    private static final double LONG = 10;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration SHORTLY = Duration.ofMillis(300);
    /** In a round: the later ones hit a deployer that starts, or goes on with what it found. */
    private static final int MOST_KILLS = 4;
    /** Of this many wishes one is followed at once by another for the same workspace, which has to wait. */
    private static final int ONE_MORE_IN = 3;

    private final Random random = new Random(SEED);
    private final List<Place> places = List.of(Place.fresh(), Place.fresh());
    private final List<Double> starts = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private int kills;

    /** What is killed. */
    interface Victim {
        void killAndStartAgain() throws Exception;
    }

    /** Settings that name the runtime. */
    static Map<String, String> settings(Map<String, String> ofRuntime, Path folder) {
        Map<String, String> all = new HashMap<>(ofRuntime);
        all.put("kyozo.installation", "faults-" + UUID.randomUUID());
        all.put("kyozo.build.path", folder.resolve("builds").toString());
        // Shorter than by default, for more rounds in the time.
        all.put("kyozo.jobs.lease", System.getProperty("kyozo.faults.lease", "3s"));
        return all;
    }

    /** Kills up to {@link #MOST_KILLS} times in each round; {@code latestKill} is longer than a deployment takes. */
    final void kill(
            DeployerProcess deployer, ContainerRuntime runtime, List<Victim> victims, int rounds, Duration latestKill)
            throws Exception {
        var blobs = new FileBlobStore(Path.of(deployer.setting("kyozo.storage.path")), Duration.ofDays(1));
        var revisions = new Revisions(blobs, new BlobTreeStore(blobs), new JsonMapper());
        var ledger = new Ledger(deployer, runtime);
        try (var wishes = new Wishes(deployer, revisions, random)) {
            wishes.keepData(places.get(0));
            for (Place place : places) {
                String first = wishes.deploy(place);
                var unused = awaitNoDifference(ledger, wishes, "the first " + first);
            }
            for (int round = 1; round <= rounds; round++) {
                round(round, ledger, wishes, victims, latestKill);
            }
        }
        System.out.printf(
                "%d kills in %d rounds, seed %d; ready again after %s, settled after %s more; %s%n",
                kills, rounds, SEED, spread(starts), spread(seconds), String.join(", ", ledger.endings()));
    }

    private static String spread(List<Double> seconds) {
        return "%.1f s in the median, %.1f s at worst"
                .formatted(
                        seconds.stream()
                                .sorted()
                                .skip(seconds.size() / 2)
                                .findFirst()
                                .orElseThrow(),
                        seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private void round(int number, Ledger ledger, Wishes wishes, List<Victim> victims, Duration latestKill)
            throws Exception {
        StringBuilder story = new StringBuilder("round " + number + ":");
        for (Place place : places) {
            story.append(' ').append(wishes.any(place, ledger.hasEarlierRelease(place.name())));
            if (random.nextInt(ONE_MORE_IN) == 0) {
                story.append('+').append(wishes.any(place, false));
            }
        }
        int times = 1 + random.nextInt(MOST_KILLS);
        for (int time = 0; time < times; time++) {
            Duration after = Duration.ofMillis(random.nextLong(latestKill.toMillis()));
            Victim victim = victims.get(random.nextInt(victims.size()));
            LockSupport.parkNanos(after.toNanos());
            victim.killAndStartAgain();
            kills++;
            story.append(", ")
                    .append(victim)
                    .append(" killed after ")
                    .append(after.toMillis())
                    .append(" ms");
        }
        long killed = System.nanoTime();
        ledger.deployer().awaitReady();
        double start = (System.nanoTime() - killed) / 1e9;
        Settled settled = awaitNoDifference(ledger, wishes, story.toString());
        starts.add(start);
        seconds.add(settled.seconds());
        String last = settled.seconds() < LONG ? "" : ", at last: " + settled.last();
        System.out.printf("%s; ready after %.1f s, settled in %.1f s more%s%n", story, start, settled.seconds(), last);
    }

    /** @param last what was different until then */
    private record Settled(double seconds, List<String> last) {}

    /** When the ledger balances, and still does a little later. */
    private Settled awaitNoDifference(Ledger ledger, Wishes wishes, String story) {
        long began = System.nanoTime();
        List<String> last = List.of();
        List<String> differences = ledger.differences(wishes.sent());
        while (System.nanoTime() - began < CONVERGES_WITHIN.toNanos()) {
            if (differences.isEmpty()) {
                double took = (System.nanoTime() - began) / 1e9;
                LockSupport.parkNanos(SHORTLY.toNanos());
                differences = ledger.differences(wishes.sent());
                if (differences.isEmpty()) {
                    return new Settled(took, last);
                }
            }
            last = differences;
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            differences = ledger.differences(wishes.sent());
        }
        assertThat(differences).as("%s, seed %d", story, SEED).isEmpty();
        return new Settled(CONVERGES_WITHIN.toSeconds(), last);
    }
}
