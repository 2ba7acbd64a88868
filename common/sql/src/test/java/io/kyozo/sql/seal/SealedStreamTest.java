package io.kyozo.sql.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTest {
    private static final int SEGMENT = 64 * 1024;
    private static final int SEALED_SEGMENT = SEGMENT + 16;
    private static final byte[] KEY = new byte[32];

    private static byte[] plain(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] seal(byte[] plain) throws IOException {
        return SealedStream.seal(KEY, new ByteArrayInputStream(plain)).readAllBytes();
    }

    private static byte[] open(byte[] key, byte[] sealed) throws IOException {
        return SealedStream.open(key, new ByteArrayInputStream(sealed)).readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 3 * SEGMENT + 17})
    void opensWhatItSealed(int length) throws IOException {
        byte[] plain = plain(length);
        byte[] sealed = seal(plain);
        assertThat(sealed).hasSize(length + 16 * (length / SEGMENT + 1));
        assertThat(open(KEY, sealed)).isEqualTo(plain);
    }

    @Test
    void readsByteByByte() throws IOException {
        byte[] sealed = seal(new byte[] {1, -1});
        try (var opened = SealedStream.open(KEY, new ByteArrayInputStream(sealed))) {
            assertThat(new int[] {opened.read(), opened.read(), opened.read()}).containsExactly(1, 255, -1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, SEALED_SEGMENT - 1, SEALED_SEGMENT, 2 * SEALED_SEGMENT, 2 * SEALED_SEGMENT + 5})
    void refusesWhatIsCutOff(int length) throws IOException {
        byte[] sealed = seal(plain(2 * SEGMENT + 10));
        assertThatThrownBy(() -> open(KEY, Arrays.copyOf(sealed, length)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void refusesWhatWasChangedOrMovedOrSealedWithAnotherKey() throws IOException {
        byte[] sealed = seal(plain(2 * SEGMENT + 10));
        byte[] changed = sealed.clone();
        changed[SEALED_SEGMENT + 3] ^= 1;
        assertThatThrownBy(() -> open(KEY, changed)).isInstanceOf(IOException.class);

        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 0, swapped, SEALED_SEGMENT, SEALED_SEGMENT);
        System.arraycopy(sealed, SEALED_SEGMENT, swapped, 0, SEALED_SEGMENT);
        assertThatThrownBy(() -> open(KEY, swapped)).isInstanceOf(IOException.class);

        byte[] other = KEY.clone();
        other[0] = 1;
        assertThatThrownBy(() -> open(other, sealed)).isInstanceOf(IOException.class);
    }
}
