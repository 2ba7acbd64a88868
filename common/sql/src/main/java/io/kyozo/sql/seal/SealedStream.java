package io.kyozo.sql.seal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Content of any length under a key that seals nothing else: AES-256-GCM over segments of 64 KiB, each with its number as the
 * nonce, the last one shorter than the others (maybe empty), so that segments that are changed, moved, left out or cut off are
 * refused. A reader gets no byte of a segment before all of it proved genuine.
 */
public final class SealedStream extends FilterInputStream {
    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 12;

    private final int mode;
    private final SecretKeySpec key;
    private final int segmentBytes;
    private byte[] segment = new byte[0];
    private int at;
    private long number;
    private boolean ended;

    private SealedStream(InputStream source, int mode, byte[] key, int segmentBytes) {
        super(source);
        this.mode = mode;
        this.key = new SecretKeySpec(key, "AES");
        this.segmentBytes = segmentBytes;
    }

    /** {@code plain}, sealed while it is read. {@code key} has 32 random bytes, used this once. */
    public static InputStream seal(byte[] key, InputStream plain) {
        return new SealedStream(plain, Cipher.ENCRYPT_MODE, key, SEGMENT_BYTES);
    }

    /** What was sealed with {@code key}; reading fails where it was changed. */
    public static InputStream open(byte[] key, InputStream sealed) {
        return new SealedStream(sealed, Cipher.DECRYPT_MODE, key, SEGMENT_BYTES + TAG_BYTES);
    }

    @Override
    public int read() throws IOException {
        return isThere() ? segment[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!isThere()) {
            return -1;
        }
        int count = Math.min(length, segment.length - at);
        System.arraycopy(segment, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        if (count <= 0 || !isThere()) {
            return 0;
        }
        int skipped = (int) Math.min(count, segment.length - at);
        at += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return segment.length - at;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private boolean isThere() throws IOException {
        while (at == segment.length && !ended) {
            byte[] read = in.readNBytes(segmentBytes);
            ended = read.length < segmentBytes;
            segment = through(read);
            at = 0;
        }
        return at < segment.length;
    }

    private byte[] through(byte[] read) throws IOException {
        if (mode == Cipher.DECRYPT_MODE && read.length < TAG_BYTES) {
            throw new IOException("the sealed content was cut off");
        }
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(4, number++).array();
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
            return cipher.doFinal(read);
        } catch (GeneralSecurityException e) {
            throw new IOException("the sealed content was changed or cut off", e);
        }
    }
}
