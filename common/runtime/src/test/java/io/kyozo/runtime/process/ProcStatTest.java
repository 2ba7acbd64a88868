package io.kyozo.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcStatTest {
    @Test
    void readsANameThatHoldsBlanksAndParentheses() {
        var line = "42 (a) b (c) S 1 42 41 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 7 0 987654 1 2 3";
        assertThat(ProcStat.parse(line)).isEqualTo(new ProcStat(42, 'S', 41, 100, 7, 987654));
    }

    @Test
    void seesItself() {
        var self = ProcStat.of(ProcessHandle.current().pid()).orElseThrow();
        assertThat(self.runs()).isTrue();
        assertThat(self.threads()).isPositive();
        assertThat(ProcStat.of(Long.MAX_VALUE)).isEmpty();
    }
}
