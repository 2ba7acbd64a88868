package io.kyozo.sql.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts with AES-256-GCM (NIST SP 800-38D), each with a data key of its own, which is sealed in turn with the box's key.
 * The envelope is: version (1 byte), id of the box's key (4), nonce and sealed data key (12 + 48), nonce and sealed text (12 +
 * n + 16). The context, such as the secret's name, is authenticated with both: a sealed text moved elsewhere does not open.
 * Envelopes of version 1, without a data key, are opened and no longer made.
 */
public final class SealedBox {
    private static final byte DIRECT = 1;
    private static final byte WITH_DATA_KEY = 2;
    private static final int KEY_BYTES = 32;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int HEADER_BYTES = 1 + KEY_ID_BYTES;
    private static final int SEALED_KEY_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;
    private static final int SHORTEST = HEADER_BYTES + NONCE_BYTES + TAG_BYTES;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String OF_DATA_KEYS = "data-key/";

    private final SecretKeySpec key;
    private final byte[] keyId;
    private final SecureRandom random = new SecureRandom();

    /** {@code key} has 32 bytes; anything else is an {@link IllegalArgumentException}. */
    public SealedBox(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key must have 32 bytes, not " + key.length);
        }
        this.key = aes(key);
        this.keyId = Arrays.copyOf(sha256(key), KEY_ID_BYTES);
    }

    public byte[] seal(String text, String context) {
        byte[] dataKey = random(KEY_BYTES);
        byte[] sealed = encrypt(aes(dataKey), text.getBytes(StandardCharsets.UTF_8), context);
        return envelope(dataKey, sealed, context);
    }

    /** The same sealed text, its data key sealed with this box's key; {@code before} made the envelope. */
    public byte[] rewrap(byte[] envelope, SealedBox before, String context) {
        if (envelope[0] == DIRECT) {
            return seal(before.open(envelope, context), context);
        }
        byte[] sealed = Arrays.copyOfRange(envelope, HEADER_BYTES + SEALED_KEY_BYTES, envelope.length);
        return envelope(before.dataKey(envelope, context), sealed, context);
    }

    private byte[] envelope(byte[] dataKey, byte[] sealed, String context) {
        byte[] sealedKey = encrypt(key, dataKey, OF_DATA_KEYS + context);
        return ByteBuffer.allocate(HEADER_BYTES + sealedKey.length + sealed.length)
                .put(WITH_DATA_KEY)
                .put(keyId)
                .put(sealedKey)
                .put(sealed)
                .array();
    }

    /** Whether this key sealed it. */
    public boolean sealed(byte[] envelope) {
        return envelope.length >= SHORTEST && Arrays.equals(keyId, Arrays.copyOfRange(envelope, 1, HEADER_BYTES));
    }

    /** Whether this key sealed it, as it would today. */
    public boolean isCurrent(byte[] envelope) {
        return sealed(envelope) && envelope[0] == WITH_DATA_KEY;
    }

    /** The text; fails where the key or the context is another one, or a bit was changed. */
    public String open(byte[] envelope, String context) {
        boolean known = envelope.length >= SHORTEST && (envelope[0] == DIRECT || envelope[0] == WITH_DATA_KEY);
        if (!known) {
            throw new IllegalArgumentException("not a sealed secret");
        }
        if (!sealed(envelope)) {
            throw new IllegalArgumentException("the secret was sealed with another key than kyozo.secrets.key and"
                    + " kyozo.secrets.previous-keys");
        }
        byte[] text = envelope[0] == DIRECT
                ? decrypt(key, envelope, HEADER_BYTES, envelope.length, context)
                : decrypt(
                        aes(dataKey(envelope, context)),
                        envelope,
                        HEADER_BYTES + SEALED_KEY_BYTES,
                        envelope.length,
                        context);
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] dataKey(byte[] envelope, String context) {
        int end = HEADER_BYTES + SEALED_KEY_BYTES;
        if (envelope.length < end + NONCE_BYTES + TAG_BYTES) {
            throw new IllegalArgumentException("not a sealed secret");
        }
        return decrypt(key, envelope, HEADER_BYTES, end, OF_DATA_KEYS + context);
    }

    private byte[] encrypt(SecretKeySpec with, byte[] plain, String context) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, with, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    private static byte[] decrypt(SecretKeySpec with, byte[] envelope, int from, int to, String context) {
        byte[] nonce = Arrays.copyOfRange(envelope, from, from + NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, with, nonce, context)
                    .doFinal(envelope, from + NONCE_BYTES, to - from - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the sealed secret was changed or moved", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec with, byte[] nonce, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, with, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static SecretKeySpec aes(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
