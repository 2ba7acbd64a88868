package io.kyozo.deployer.logs;

import java.util.Collection;
import java.util.List;

/** Takes known secrets out of texts that people see. */
public final class Redaction {
    /** What stands where a secret stood. */
    public static final String MASK = "***";
    /** Shorter values are no secrets worth the name, and masking them would garble the text. */
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    public Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }

    public String apply(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, MASK);
        }
        return redacted;
    }
}
