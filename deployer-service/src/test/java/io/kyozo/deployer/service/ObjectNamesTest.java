package io.kyozo.deployer.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {
    private static final UUID A = UUID.fromString("01a1d7a5-0000-7000-8000-000000000001");
    private static final UUID B = UUID.fromString("01a1d7a5-0000-7000-8000-000000000002");
    private static final String LONGEST = "a".repeat(40);

    @Test
    void followFromIdsAlone() {
        assertThat(ObjectNames.container(A, "shop", B, "web", 0))
                .isEqualTo(ObjectNames.container(A, "shop", B, "web", 0));
        assertThat(ObjectNames.network(A, "shop")).isNotEqualTo(ObjectNames.network(B, "shop"));
        assertThat(ObjectNames.volume(A, "shop", "db", "/a")).isNotEqualTo(ObjectNames.volume(A, "shop", "db", "/b"));
    }

    @Test
    void tellServicesApartThatBeginAlike() {
        assertThat(ObjectNames.container(A, "shop", B, LONGEST + "-x", 0))
                .isNotEqualTo(ObjectNames.container(A, "shop", B, LONGEST + "-y", 0));
    }

    @Test
    void fitIntoADnsLabel() {
        assertThat(ObjectNames.container(A, LONGEST, B, LONGEST, 49)).hasSizeLessThanOrEqualTo(63);
        assertThat(ObjectNames.volume(A, LONGEST, LONGEST, "/data")).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void readWell() {
        assertThat(ObjectNames.container(A, "shop", B, "web", 0)).matches("ky-shop-web-[0-9a-f]{12}-0");
        assertThat(ObjectNames.host("shop", "web", "localhost")).isEqualTo("web.shop.localhost");
    }
}
