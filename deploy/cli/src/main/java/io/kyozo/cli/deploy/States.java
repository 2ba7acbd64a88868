package io.kyozo.cli.deploy;

import java.util.Locale;
import java.util.Set;

/** States of deployments as the API writes them, such as {@code rolling-back}. */
final class States {
    private static final Set<String> SETTLED = Set.of("live", "failed", "rolled-back", "cancelled", "superseded");

    private States() {}

    /** The same for both ways in which states are written: {@code ROLLING_BACK}, {@code rolling-back}. */
    static String of(String written) {
        return written.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isSettled(String state) {
        return SETTLED.contains(state);
    }

    /** Whether the deployment did what it was asked to; a superseded one did, until the next came. */
    static boolean isGood(String state) {
        return state.equals("live") || state.equals("superseded");
    }
}
