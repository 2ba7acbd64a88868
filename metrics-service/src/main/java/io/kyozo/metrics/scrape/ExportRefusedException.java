package io.kyozo.metrics.scrape;

/** An export that is not taken over; the message says why, for the service's owner. */
public final class ExportRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ExportRefusedException(String why) {
        super(why);
    }
}
