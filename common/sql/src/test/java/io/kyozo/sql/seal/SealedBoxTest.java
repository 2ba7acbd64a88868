package io.kyozo.sql.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealedBoxTest {
    private static final SealedBox BOX = new SealedBox(new byte[32]);

    @Test
    void opensWhatItSealed() {
        assertThat(BOX.open(BOX.seal("hush", "a"), "a")).isEqualTo("hush");
    }

    @Test
    void neverSealsAlikeAndShowsNothing() {
        byte[] sealed = BOX.seal("hush", "a");
        assertThat(sealed).isNotEqualTo(BOX.seal("hush", "a"));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("hush");
    }

    @Test
    void refusesWhatWasMovedOrChanged() {
        byte[] sealed = BOX.seal("hush", "a");
        assertThatThrownBy(() -> BOX.open(sealed, "b")).isInstanceOf(IllegalArgumentException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> BOX.open(sealed, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatTheKeyIsAnother() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertThatThrownBy(() -> new SealedBox(other).open(BOX.seal("hush", "a"), "a"))
                .hasMessageContaining("kyozo.secrets.key");
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatThrownBy(() -> new SealedBox(new byte[16])).hasMessageContaining("32 bytes");
    }
}
