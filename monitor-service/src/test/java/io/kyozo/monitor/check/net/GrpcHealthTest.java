package io.kyozo.monitor.check.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrpcHealthTest {
    @Test
    void asksForTheServerOrAService() {
        assertThat(GrpcHealth.request("").getBytes()).containsExactly(0, 0, 0, 0, 0);
        assertThat(GrpcHealth.request("ab").getBytes()).containsExactly(0, 0, 0, 0, 4, 0x0a, 2, 'a', 'b');
    }

    @Test
    void readsTheStatus() {
        assertThat(GrpcHealth.status(new byte[] {0, 0, 0, 0, 2, 8, 1})).isEqualTo("SERVING");
        assertThat(GrpcHealth.status(new byte[] {0, 0, 0, 0, 2, 8, 2})).isEqualTo("NOT_SERVING");
        assertThat(GrpcHealth.status(new byte[] {0, 0, 0, 0, 0})).isEqualTo("UNKNOWN");
    }

    @Test
    void whatIsNoAnswerIsToldSo() {
        assertThat(GrpcHealth.status(new byte[0])).isEqualTo("UNREADABLE");
        assertThat(GrpcHealth.status(new byte[] {1, 0, 0, 0, 2, 8, 1})).isEqualTo("UNREADABLE");
        assertThat(GrpcHealth.status(new byte[] {0, 0, 0, 0, 2, 8})).isEqualTo("UNREADABLE");
        assertThat(GrpcHealth.status(new byte[] {0, 127, 127, 127, 127, 8, 1})).isEqualTo("UNREADABLE");
        assertThat(GrpcHealth.status(new byte[] {0, 0, 0, 0, 2, 8, 99})).isEqualTo("UNREADABLE");
    }
}
