package io.kyozo.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

    @Test
    void findsALivingProcess() {
        assertThat(self.find()).contains(ProcessHandle.current());
    }

    @Test
    void tellsAnotherProcessWithTheSameNumberApart() {
        assertThat(new ProcessIdentity(self.pid(), self.startedAt().minus(Duration.ofMinutes(1))).find())
                .isEmpty();
    }

    @Test
    void findsNoneThatHasEnded() throws Exception {
        Process process = new ProcessBuilder("true").start();
        ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
        assertThat(process.waitFor()).isZero();

        assertThat(identity.find()).isEmpty();
    }
}
