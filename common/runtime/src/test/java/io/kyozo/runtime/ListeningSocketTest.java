package io.kyozo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningSocketTest {
    @Test
    void findsWhatListensAndOnWhichSide() {
        var table = List.of(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1 0 100 0 0 10 0",
                "   1: 00000000:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12 1 0 100 0 0 10 0",
                "   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 13 1 0 20 4 30 10 -1",
                "   3: 0B00007F:8E2F 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 14 1 0 100 0 0 10 0");
        assertThat(ListeningSocket.parse(table))
                .containsExactly(
                        new ListeningSocket(8080, true, 11),
                        new ListeningSocket(3000, false, 12),
                        new ListeningSocket(36399, true, 14));
        assertThat(ListeningSocket.connections(table, 8080)).isEqualTo(1);
        assertThat(ListeningSocket.connections(table, 3000)).isZero();
    }

    @Test
    void readsTheTableOfTheNewerProtocol() {
        var table = List.of(
                "   0: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 21 1 0 100 0 0 10 0",
                "   1: 00000000000000000000000001000000:1F92 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 22 1 0 100 0 0 10 0",
                "   2: 0000000000000000FFFF00000100007F:1F93 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 23 1 0 100 0 0 10 0");
        assertThat(ListeningSocket.parse(table))
                .extracting(ListeningSocket::loopbackOnly)
                .containsExactly(false, true, true);
    }
}
