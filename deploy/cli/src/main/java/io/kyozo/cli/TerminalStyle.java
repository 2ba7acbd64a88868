package io.kyozo.cli;

import io.kyozo.analyzer.topology.explain.Style;

/**
 * Sets text off as the terminal can.
 *
 * @param terminal where it is shown
 */
record TerminalStyle(Terminal terminal) implements Style {
    @Override
    public String strong(String text) {
        return terminal.bold(text);
    }

    @Override
    public String faint(String text) {
        return terminal.faint(text);
    }

    @Override
    public String warning(String text) {
        return terminal.bad(text);
    }
}
