package io.kyozo.analyzer.topology.walk;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes as text: UTF-8, or UTF-16 where a mark says so; what can't be decoded is replaced. */
final class TextDecoding {
    private static final int SNIFFED = 8_000;

    private TextDecoding() {}

    /** Empty for what is no text: a zero byte shows it, as git has it. */
    static Optional<String> decode(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(text(bytes, 3, StandardCharsets.UTF_8));
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return Optional.of(text(bytes, 2, StandardCharsets.UTF_16LE));
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return Optional.of(text(bytes, 2, StandardCharsets.UTF_16BE));
        }
        String text = text(bytes, 0, StandardCharsets.UTF_8);
        // A text without a zero was made of bytes without one; that is told quickest.
        return text.indexOf('\0') >= 0 && isBinary(bytes) ? Optional.empty() : Optional.of(text);
    }

    private static String text(byte[] bytes, int skip, Charset charset) {
        return new String(bytes, skip, bytes.length - skip, charset);
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(SNIFFED, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
