package io.kyozo.analyzer.topology.advise;

import io.kyozo.analyzer.topology.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds what is shaped as the keys of well-known services are, wherever it stands. One pass, no regular expression: a
 * prefix, then as many of its characters as the issuer gives it.
 */
final class SecretShapes {
    /** The keys of one issuer. */
    private record Shape(String prefix, int atLeast, String what) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape("AKIA", 16, "an AWS access key"),
            new Shape("ghp_", 36, "a GitHub token"),
            new Shape("gho_", 36, "a GitHub token"),
            new Shape("github_pat_", 40, "a GitHub token"),
            new Shape("glpat-", 20, "a GitLab token"),
            new Shape("sk_live_", 16, "a Stripe key"),
            new Shape("rk_live_", 16, "a Stripe key"),
            new Shape("sk-proj-", 20, "an OpenAI key"),
            new Shape("sk-ant-", 20, "an Anthropic key"),
            new Shape("xoxb-", 20, "a Slack token"),
            new Shape("xoxp-", 20, "a Slack token"),
            new Shape("AIza", 35, "a Google API key"),
            new Shape("SG.", 40, "a SendGrid key"),
            new Shape("npm_", 36, "an npm token"),
            new Shape("dop_v1_", 40, "a DigitalOcean token"));

    private static final String KEY = "PRIVATE KEY-----";

    private static final int MAX_PER_FILE = 5;

    private SecretShapes() {}

    /**
     * That a line holds one.
     *
     * @param line 1-based
     * @param what it is, without its value
     */
    record Found(int line, String what) {}

    static List<Found> in(TextFile text) {
        if (!text.contains(KEY) && SHAPES.stream().noneMatch(shape -> text.contains(shape.prefix()))) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < text.lines().size() && found.size() < MAX_PER_FILE; i++) {
            String line = text.lines().get(i);
            if (line.contains(KEY) && line.contains("BEGIN ")) {
                found.add(new Found(i + 1, "a private key"));
                continue;
            }
            for (Shape shape : SHAPES) {
                if (holds(line, shape)) {
                    found.add(new Found(i + 1, shape.what()));
                    break;
                }
            }
        }
        return found;
    }

    private static boolean holds(String line, Shape shape) {
        int at = line.indexOf(shape.prefix());
        while (at >= 0) {
            boolean begins = at == 0 || !isPart(line.charAt(at - 1));
            int end = at + shape.prefix().length();
            while (end < line.length() && isPart(line.charAt(end))) {
                end++;
            }
            String value = line.substring(at + shape.prefix().length(), end);
            if (begins && value.length() >= shape.atLeast() && isRandom(value)) {
                return true;
            }
            at = line.indexOf(shape.prefix(), end);
        }
        return false;
    }

    private static boolean isPart(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
    }

    /** Documentation writes one character many times, or says that it is an example. */
    private static boolean isRandom(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        return value.chars().distinct().count() >= 8 && !upper.contains("EXAMPLE") && !upper.contains("XXXX");
    }
}
