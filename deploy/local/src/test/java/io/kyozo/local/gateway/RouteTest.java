package io.kyozo.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTest {
    private final Target first = new Target("first", "127.0.0.1", 1001);
    private final Target second = new Target("second", "127.0.0.1", 1002);

    @Test
    void takesTurns() {
        Route route = new Route(Route.evenly(first, second));

        Target one = route.acquire(Set.of()).orElseThrow();
        Target two = route.acquire(Set.of()).orElseThrow();

        assertThat(one).isNotEqualTo(two);
        assertThat(route.acquire(Set.of())).contains(one);
    }

    @Test
    void leavesOutWhatWasTried() {
        Route route = new Route(Route.evenly(first, second));

        assertThat(route.acquire(Set.of(first))).contains(second);
        assertThat(route.acquire(Set.of(first, second))).isEmpty();
    }

    @Test
    void listsATargetThatWasTakenOutUntilItsLastRequestEnded() {
        Route route = new Route(Route.evenly(first));
        assertThat(route.acquire(Set.of())).contains(first);
        assertThat(route.acquire(Set.of())).contains(first);

        route.replace(Route.evenly(second));
        assertThat(route.status()).containsExactly(status(second, 0, false), status(first, 2, true));

        route.release(first);
        assertThat(route.status()).containsExactly(status(second, 0, false), status(first, 1, true));

        route.release(first);
        assertThat(route.status()).containsExactly(status(second, 0, false));
    }

    @Test
    void keepsTheCountOfATargetThatStays() {
        Route route = new Route(Route.evenly(first));
        assertThat(route.acquire(Set.of())).contains(first);

        route.replace(Route.evenly(first, second));

        assertThat(route.status()).contains(status(first, 1, false));
    }

    @Test
    void aTargetThatComesBackIsNoLongerDraining() {
        Route route = new Route(Route.evenly(first));
        assertThat(route.acquire(Set.of())).contains(first);
        route.replace(Route.evenly(second));

        route.replace(Route.evenly(first));

        assertThat(route.status()).containsExactly(status(first, 1, false));
    }

    @Test
    void sendsEachTargetItsShare() {
        Route route = new Route(Map.of(first, 9, second, 1));
        int toSecond = 0;
        for (int request = 0; request < 100; request++) {
            toSecond += route.acquire(Set.of()).orElseThrow().equals(second) ? 1 : 0;
        }
        assertThat(toSecond).isEqualTo(10);
    }

    @Test
    void sendsToOneWithoutAShareOnlyWhatAllOthersRefuse() {
        Route route = new Route(Map.of(first, 1, second, 0));
        for (int request = 0; request < 20; request++) {
            assertThat(route.acquire(Set.of())).contains(first);
        }
        assertThat(route.acquire(Set.of(first))).contains(second);
    }

    @Test
    void countsWhatATargetAnsweredOverAChangeOfItsShare() {
        Route route = new Route(Route.evenly(first));
        route.count(first, 3_000_000, false);
        route.replace(Map.of(first, 5));
        route.count(first, 700_000_000, true);

        var counts = route.status().get(0).counts();
        assertThat(counts.requests()).isEqualTo(2);
        assertThat(counts.errors()).isEqualTo(1);
        assertThat(counts.waitNanos()).isEqualTo(703_000_000);
        assertThat(counts.latencies()).containsExactly(0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L);
    }

    private static TargetStatus status(Target target, int active, boolean draining) {
        return new TargetStatus(target, 1, active, draining, new Counts().snapshot());
    }
}
