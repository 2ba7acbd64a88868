package io.kyozo.deployer.secret;

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
 * Seals texts with AES-256-GCM (NIST SP 800-38D). The envelope is: version (1 byte), key id (4), nonce (12), ciphertext
 * with its tag. The context, such as the secret's name, is authenticated: a sealed text moved elsewhere does not open.
 */
public final class SealedBox {
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecretKeySpec key;
    private final byte[] keyId;
    private final SecureRandom random = new SecureRandom();

    /** {@code key} has 32 bytes; anything else is an {@link IllegalArgumentException}. */
    public SealedBox(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key must have 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.keyId = Arrays.copyOf(sha256(key), KEY_ID_BYTES);
    }

    public byte[] seal(String text, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                    .put(VERSION)
                    .put(keyId)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** Whether this key sealed it. */
    public boolean sealed(byte[] envelope) {
        return envelope.length > HEADER_BYTES
                && Arrays.equals(keyId, Arrays.copyOfRange(envelope, 1, 1 + KEY_ID_BYTES));
    }

    /** The text; fails where the key or the context is another one, or a bit was changed. */
    public String open(byte[] envelope, String context) {
        if (envelope.length <= HEADER_BYTES || envelope[0] != VERSION) {
            throw new IllegalArgumentException("not a sealed secret");
        }
        if (!sealed(envelope)) {
            throw new IllegalArgumentException("the secret was sealed with another key than kyozo.secrets.key and"
                    + " kyozo.secrets.previous-keys");
        }
        byte[] nonce = Arrays.copyOfRange(envelope, 1 + KEY_ID_BYTES, HEADER_BYTES);
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(envelope, HEADER_BYTES, envelope.length - HEADER_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the sealed secret was changed or moved", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
