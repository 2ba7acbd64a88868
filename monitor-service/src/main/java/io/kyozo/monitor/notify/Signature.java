package io.kyozo.monitor.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks with HMAC-SHA256 over {@code <seconds since the epoch>.<body>}, so that who receives one knows that it is
 * ours and when it was sent. A channel's secret is derived from the installation's key, and is kept nowhere.
 */
public final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    /** {@code key} is the installation's; at least 16 characters. */
    public Signature(String key) {
        if (key.length() < 16) {
            throw new IllegalArgumentException("the key must have at least 16 characters");
        }
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** The secret that signs what {@code channel} sends, in hex; for whoever receives it. */
    public String secret(UUID channel) {
        return HexFormat.of().formatHex(hmac(key, "kyozo.notification." + channel));
    }

    /** The value of the header {@code Kyozo-Signature}: {@code t=<seconds>,v1=<hex>}. */
    public String sign(UUID channel, Instant at, String body) {
        long seconds = at.getEpochSecond();
        byte[] secret = secret(channel).getBytes(StandardCharsets.UTF_8);
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hmac(secret, seconds + "." + body));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is not available", e);
        }
    }
}
