package io.kyozo.metrics.promql.eval;

/** Numbers as Prometheus writes them. */
public final class Numbers {
    private static final double LARGEST_WHOLE = 1L << 53;

    private Numbers() {}

    public static String text(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
