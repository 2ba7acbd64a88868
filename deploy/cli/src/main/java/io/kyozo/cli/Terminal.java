package io.kyozo.cli;

import java.io.PrintStream;

/**
 * What the command prints on. On a terminal, one last line may be overwritten again and again and there are colours;
 * elsewhere there are plain lines only.
 */
public final class Terminal {
    private static final String ERASE_LINE = "\r\u001b[2K";
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private boolean lineShown;
    private int turn;

    public Terminal(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    /** The process's own; the wrapper script says whether it is a terminal, which Java can't tell for output alone. */
    public static Terminal ofProcess() {
        boolean terminal = "yes".equals(System.getenv("KYOZO_TERMINAL"));
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        return new Terminal(System.out, System.err, terminal && !dumb);
    }

    public boolean isInteractive() {
        return interactive;
    }

    /** A line that stays. */
    public synchronized void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    /** An error; stays. */
    public synchronized void error(String text) {
        erase();
        err.println(paint("31;1", "kyozo: ") + text);
        err.flush();
    }

    /** What is worth a word but no part of the answer; stays, beside the output. */
    public synchronized void note(String text) {
        erase();
        err.println(text);
        err.flush();
    }

    /** What is going on at present: replaces the one before on a terminal, is left out elsewhere. */
    public synchronized void present(String text) {
        if (!interactive) {
            return;
        }
        erase();
        String shown = paint("36", SPINNER[turn++ % SPINNER.length]) + " " + text;
        out.print(shown.length() > 160 ? shown.substring(0, 160) + "…" : shown);
        out.flush();
        lineShown = true;
    }

    /** Takes away what {@link #present} showed. */
    public synchronized void settle() {
        erase();
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return interactive ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private void erase() {
        if (lineShown) {
            out.print(ERASE_LINE);
            lineShown = false;
        }
    }
}
