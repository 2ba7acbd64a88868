package io.kyozo.cli;

/** The exit codes of all commands. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** What was asked for failed, or a deployment was rolled back. */
    public static final int FAILED = 1;
    /** The command line was wrong. */
    public static final int USAGE = 2;
    /** Something that this machine or the installation lacks: no Java, a port that is taken, not running. */
    public static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
