package io.kyozo.monitor.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final UUID CHANNEL = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);
    private final Signature signature = new Signature("a key of the installation");

    @Test
    void isWhatTheReceiverComputesWithTheSecret() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(signature.secret(CHANNEL).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal("1700000000.{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(signature.sign(CHANNEL, AT, "{}")).isEqualTo("t=1700000000,v1=" + expected);
    }

    @Test
    void anotherBodyTimeChannelOrKeyIsAnotherSignature() {
        assertThat(java.util.Set.of(
                        signature.sign(CHANNEL, AT, "{}"),
                        signature.sign(CHANNEL, AT, "{ }"),
                        signature.sign(CHANNEL, AT.plusSeconds(1), "{}"),
                        signature.sign(UUID.randomUUID(), AT, "{}"),
                        new Signature("a key of another installation").sign(CHANNEL, AT, "{}")))
                .hasSize(5);
        assertThatThrownBy(() -> new Signature("short")).isInstanceOf(IllegalArgumentException.class);
    }
}
