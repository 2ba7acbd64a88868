package io.kyozo.sql.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
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
        byte[] anew = rotated.renew(before, "a");
        assertThat(rotated.isCurrent(anew)).isTrue();
        assertThat(new Keyring(NEW, List.of()).open(anew, "a")).isEqualTo("hush");
    }

    @Test
    void aChangeOfTheKeyLeavesTheSealedTextAsItIsAndChangesItsDataKeyOnly() {
        byte[] before = new Keyring(OLD, List.of()).seal("hush", "a");
        byte[] anew = new Keyring(NEW, List.of(OLD)).renew(before, "a");

        int text = 12 + "hush".length() + 16;
        assertThat(Arrays.copyOfRange(anew, anew.length - text, anew.length))
                .isEqualTo(Arrays.copyOfRange(before, before.length - text, before.length));
        assertThat(anew).hasSameSizeAs(before).isNotEqualTo(before);
    }

    @Test
    void twoSecretsNeverShareADataKey() {
        var keys = new Keyring(NEW, List.of());
        byte[] one = keys.seal("hush", "a");
        byte[] other = keys.seal("hush", "a");
        byte[] mixed = one.clone();
        System.arraycopy(other, 5, mixed, 5, 60);
        assertThatThrownBy(() -> keys.open(mixed, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Made with the key of zeros and the context "a", by the version without data keys. */
    @Test
    void opensAndRenewsWhatTheFirstVersionSealed() throws GeneralSecurityException {
        byte[] before = firstVersion("hush", "a");
        var rotated = new Keyring(NEW, List.of(OLD));
        assertThat(rotated.open(before, "a")).isEqualTo("hush");
        assertThat(new Keyring(OLD, List.of()).isCurrent(before)).isFalse();
        assertThat(new Keyring(NEW, List.of()).open(rotated.renew(before, "a"), "a"))
                .isEqualTo("hush");
    }

    private static byte[] firstVersion(String text, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = new byte[12];
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(OLD, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
        byte[] id = MessageDigest.getInstance("SHA-256").digest(OLD);
        return ByteBuffer.allocate(17 + sealed.length)
                .put((byte) 1)
                .put(id, 0, 4)
                .put(nonce)
                .put(sealed)
                .array();
    }

    @Test
    void saysThatNoKeyFits() {
        byte[] before = new Keyring(OLD, List.of()).seal("hush", "a");
        assertThatThrownBy(() -> new Keyring(NEW, List.of()).open(before, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("previous-keys");
    }
}
