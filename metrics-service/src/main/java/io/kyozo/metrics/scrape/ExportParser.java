package io.kyozo.metrics.scrape;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the text form of Prometheus (0.0.4) and OpenMetrics (1.0) as it comes, in any pieces, and holds no more of it than
 * a line. A line that is wrong is skipped: one bad metric must not take the others away. Times and exemplars are left out,
 * a series told twice counts once.
 */
public final class ExportParser {
    private final ExportLimits limits;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Map<String, Boolean> rising = new HashMap<>();
    private final Map<ExportedSeries, Double> values = new LinkedHashMap<>();
    private long bytes;
    private int samples;
    private int skipped;

    public ExportParser(ExportLimits limits) {
        this.limits = limits;
    }

    /** The next piece; fails with {@link ExportRefusedException} past a limit. */
    public void add(byte[] piece, int length) {
        bytes += length;
        if (bytes > limits.bytes()) {
            throw new ExportRefusedException("The export has more than " + limits.bytes() + " bytes.");
        }
        for (int i = 0; i < length; i++) {
            if (piece[i] == '\n') {
                endLine();
            } else if (line.size() < limits.lineBytes()) {
                line.write(piece[i]);
            } else {
                throw new ExportRefusedException("A line has more than " + limits.lineBytes() + " bytes.");
            }
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (text.startsWith("#")) {
            comment(text);
        } else if (!text.isEmpty()) {
            sample(text);
        }
    }

    private void comment(String text) {
        String[] words = text.split("\\s+", 5);
        if (words.length >= 4 && words[1].equals("TYPE") && rising.size() < limits.series()) {
            boolean rises = words[3].equals("counter") || words[3].equals("histogram") || words[3].equals("summary");
            rising.put(words[2], rises);
        }
    }

    private void sample(String text) {
        samples++;
        if (samples > limits.series()) {
            throw new ExportRefusedException("The export has more than " + limits.series() + " series.");
        }
        try {
            SampleLine sample = SampleLine.parse(text, limits.labels());
            keep(sample);
        } catch (IllegalArgumentException wrong) {
            skipped++;
        }
    }

    private void keep(SampleLine sample) {
        boolean rises = rises(sample);
        if (!Double.isFinite(sample.value()) || (rises && sample.value() < 0)) {
            skipped++;
            return;
        }
        values.putIfAbsent(new ExportedSeries(sample.name(), sample.labels(), rises), sample.value());
    }

    /** A quantile of a summary is the one part of the rising types that may fall. */
    private boolean rises(SampleLine sample) {
        Boolean own = rising.get(sample.name());
        if (own != null) {
            return own && !sample.labels().containsKey("quantile");
        }
        for (String suffix : new String[] {"_total", "_bucket", "_count", "_sum"}) {
            if (sample.name().endsWith(suffix)) {
                String family = sample.name().substring(0, sample.name().length() - suffix.length());
                return rising.getOrDefault(family, suffix.equals("_total"));
            }
        }
        return false;
    }

    /** What was told; fails with {@link ExportRefusedException} where it is no export at all. */
    public Export end() {
        endLine();
        if (values.isEmpty() && skipped > 0) {
            throw new ExportRefusedException("None of its lines is a metric in the text form of Prometheus.");
        }
        return new Export(values, skipped);
    }
}
