package io.kyozo.monitor.check.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.check.Probe.Kind;
import io.kyozo.monitor.check.ProbeSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What settings of a probe may be. */
final class SettingsRules {
    private static final int LONGEST_PATH = 2000;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_COMMAND = 20;

    private SettingsRules() {}

    /** The settings; fails with {@link ErrorCode#INVALID_REQUEST} on what can't be. */
    static ProbeSettings checked(ProbeSettings wanted) {
        require(fits(wanted.interval(), Duration.ofSeconds(5), Duration.ofHours(1)), "interval", "from PT5S to PT1H");
        require(
                fits(wanted.timeout(), Duration.ofMillis(100), Duration.ofSeconds(30)),
                "timeout",
                "from PT0.1S to PT30S");
        require(fits(wanted.startupGrace(), Duration.ZERO, Duration.ofHours(1)), "startupGrace", "from PT0S to PT1H");
        require(fits(wanted.failureThreshold()), "failureThreshold", "from 1 to 20");
        require(fits(wanted.successThreshold()), "successThreshold", "from 1 to 20");
        require(isPath(wanted.path()), "path", "a path such as /healthz, without spaces or line ends");
        require(isShort(wanted.bodyContains()), "bodyContains", "at most 200 characters");
        String service = wanted.grpcService();
        require(service == null || service.matches("[A-Za-z0-9_./-]{0,127}"), "grpcService", "a service's name");
        var command = wanted.command();
        boolean runs = command != null && !command.isEmpty() && command.size() <= LONGEST_COMMAND;
        require(command == null || runs, "command", "from 1 to 20 words");
        require(wanted.kind() != Kind.COMMAND || runs, "command", "given for a probe by command");
        return wanted;
    }

    private static boolean isPath(@Nullable String path) {
        return path == null
                || path.length() <= LONGEST_PATH
                        && path.startsWith("/")
                        && path.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static boolean isShort(@Nullable String text) {
        return text == null || !text.isEmpty() && text.length() <= LONGEST_TEXT;
    }

    private static boolean fits(@Nullable Duration value, Duration least, Duration most) {
        return value == null || value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static boolean fits(@Nullable Integer value) {
        return value == null || value >= 1 && value <= 20;
    }

    private static void require(boolean fits, String attribute, String expected) {
        if (!fits) {
            throw new KyozoException(ErrorCode.INVALID_REQUEST, "\"" + attribute + "\" must be " + expected + ".")
                    .with("pointer", "/data/attributes/" + attribute);
        }
    }
}
