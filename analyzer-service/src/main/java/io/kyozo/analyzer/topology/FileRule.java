package io.kyozo.analyzer.topology;

import java.util.function.Function;

/**
 * What is made of one file's text, by a function of that text alone, so that the result can be kept for as long as the
 * text stays the same. Results are shared: they must not be changed.
 *
 * @param <T> what is made of it
 */
public final class FileRule<T> {
    /** How much memory a result takes. */
    public enum Result {
        /** A few findings, whatever the size of the file. */
        FINDINGS,
        /** The text itself, or a part of it. */
        TEXT,
        /** A tree of everything in the file. */
        TREE
    }

    private final String id;
    private final Result result;
    private final Function<TextFile, T> function;

    private FileRule(String id, Result result, Function<TextFile, T> function) {
        this.id = id;
        this.result = result;
        this.function = function;
    }

    /**
     * A rule.
     *
     * @param id names the rule and all that its outcome depends on besides the file; rules of one id are the same rule
     * @param result how much memory its results take
     * @param function never throws, whatever the file holds
     */
    public static <T> FileRule<T> of(String id, Result result, Function<TextFile, T> function) {
        return new FileRule<>(id, result, function);
    }

    public String id() {
        return id;
    }

    public Result result() {
        return result;
    }

    public T apply(TextFile file) {
        return function.apply(file);
    }
}
