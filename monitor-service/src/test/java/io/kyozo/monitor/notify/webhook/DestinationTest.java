package io.kyozo.monitor.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.jobs.JobFailedException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    private static final Destination.Resolver PUBLIC =
            host -> new InetAddress[] {InetAddress.getByName("93.184.215.14")};

    @Test
    void connectsToTheVeryAddressThatWasChecked() {
        AtomicInteger asked = new AtomicInteger();
        // A name that changes its mind: public when it is checked, loopback when it is connected to.
        Destination.Resolver rebinding = host ->
                new InetAddress[] {InetAddress.getByName(asked.incrementAndGet() == 1 ? "93.184.215.14" : "127.0.0.1")};
        Destination to = Destination.of("https://hooks.example.com/a?b=c", false, rebinding);
        assertThat(to.address().getHostAddress()).isEqualTo("93.184.215.14");
        assertThat(to.host()).isEqualTo("hooks.example.com");
        assertThat(to.port()).isEqualTo(443);
        assertThat(to.path()).isEqualTo("/a?b=c");
        assertThat(asked).hasValue(1);
    }

    @Test
    void oneAddressThatIsNotPublicIsEnoughToRefuse() {
        Destination.Resolver mixed =
                host -> new InetAddress[] {InetAddress.getByName("93.184.215.14"), InetAddress.getByName("10.0.0.1")};
        assertThatThrownBy(() -> Destination.of("https://hooks.example.com", false, mixed))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("not on the public internet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://169.254.169.254/latest",
                "http://0/",
                "http://2130706433/",
                "http://[::ffff:10.0.0.1]/",
                "http://localhost:8083/q/health"
            })
    void refusesWhatIsOurs(String url) {
        assertThatThrownBy(() -> Destination.of(url, false, InetAddress::getAllByName))
                .isInstanceOf(JobFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://example.com", "https://user@example.com/", "javascript:1", "https:///x", "//x", "a b"})
    void refusesWhatIsNoWebAddress(String url) {
        assertThatThrownBy(() -> Destination.of(url, true, PUBLIC)).isInstanceOf(JobFailedException.class);
    }

    @Test
    void aClosedSiteMayAllowItsOwnAddresses() {
        assertThat(Destination.of("http://127.0.0.1:9/", true, InetAddress::getAllByName)
                        .port())
                .isEqualTo(9);
    }
}
