package io.kyozo.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTest {
    private final Target first = new Target("first", "127.0.0.1", 1001);
    private final Target second = new Target("second", "127.0.0.1", 1002);

    @Test
    void takesTurns() {
        Route route = new Route(List.of(first, second));

        Target one = route.acquire(Set.of()).orElseThrow();
        Target two = route.acquire(Set.of()).orElseThrow();

        assertThat(one).isNotEqualTo(two);
        assertThat(route.acquire(Set.of())).contains(one);
    }

    @Test
    void leavesOutWhatWasTried() {
        Route route = new Route(List.of(first, second));

        assertThat(route.acquire(Set.of(first))).contains(second);
        assertThat(route.acquire(Set.of(first, second))).isEmpty();
    }

    @Test
    void listsATargetThatWasTakenOutUntilItsLastRequestEnded() {
        Route route = new Route(List.of(first));
        assertThat(route.acquire(Set.of())).contains(first);
        assertThat(route.acquire(Set.of())).contains(first);

        route.replace(List.of(second));
        assertThat(route.status())
                .containsExactly(new TargetStatus(second, 0, false), new TargetStatus(first, 2, true));

        route.release(first);
        assertThat(route.status())
                .containsExactly(new TargetStatus(second, 0, false), new TargetStatus(first, 1, true));

        route.release(first);
        assertThat(route.status()).containsExactly(new TargetStatus(second, 0, false));
    }

    @Test
    void keepsTheCountOfATargetThatStays() {
        Route route = new Route(List.of(first));
        assertThat(route.acquire(Set.of())).contains(first);

        route.replace(List.of(first, second));

        assertThat(route.status()).contains(new TargetStatus(first, 1, false));
    }

    @Test
    void aTargetThatComesBackIsNoLongerDraining() {
        Route route = new Route(List.of(first));
        assertThat(route.acquire(Set.of())).contains(first);
        route.replace(List.of(second));

        route.replace(List.of(first));

        assertThat(route.status()).containsExactly(new TargetStatus(first, 1, false));
    }

    @Test
    void countsWhatATargetWasAskedForAsLongAsItIsKnown() {
        Route route = new Route(List.of(first));
        route.traffic(first).answered(200, 30);
        route.traffic(first).answered(503, 20);
        route.traffic(first).failed(10);
        route.replace(List.of(first, second));

        assertThat(traffic(route))
                .isEqualTo(
                        new JsonObject().put("requests", 3L).put("errors", 2L).put("waitNanos", 60L));

        route.replace(List.of(second));
        assertThat(traffic(route).getLong("requests")).isZero();
    }

    private JsonObject traffic(Route route) {
        JsonObject json = new JsonObject();
        route.traffic(first).writeTo(json);
        return json;
    }
}
