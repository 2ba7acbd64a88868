package io.kyozo.metrics.threshold;

/** How a value is compared with a threshold. */
public enum Comparison {
    ABOVE,
    BELOW;

    /** Whether {@code value} breaks the rule. */
    public boolean isBroken(double value, double threshold) {
        return this == ABOVE ? value > threshold : value < threshold;
    }
}
