package io.kyozo.deployer.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyringTest {
    private static final byte[] OLD = new byte[32];
    private static final byte[] NEW = filled(1);

    private static byte[] filled(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }

    @Test
    void opensWhatAnOlderKeySealedAndSealsWithTheCurrentOne() {
        byte[] before = new Keyring(OLD, List.of()).seal("hush", "a");
        var rotated = new Keyring(NEW, List.of(OLD));

        assertThat(rotated.open(before, "a")).isEqualTo("hush");
        assertThat(rotated.isCurrent(before)).isFalse();
        byte[] anew = rotated.seal("hush", "a");
        assertThat(rotated.isCurrent(anew)).isTrue();
        assertThat(new Keyring(NEW, List.of()).open(anew, "a")).isEqualTo("hush");
    }

    @Test
    void saysThatNoKeyFits() {
        byte[] before = new Keyring(OLD, List.of()).seal("hush", "a");
        assertThatThrownBy(() -> new Keyring(NEW, List.of()).open(before, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("previous-keys");
    }
}
