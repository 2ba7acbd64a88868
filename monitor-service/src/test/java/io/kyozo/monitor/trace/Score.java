package io.kyozo.monitor.trace;

import io.kyozo.monitor.trace.Simulation.Raised;
import io.kyozo.monitor.trace.Trace.Incident;
import java.util.List;

/**
 * How good alerts were.
 *
 * @param raised all of them
 * @param fals raised while nothing was wrong with their subject
 * @param incidents that had to be told of
 * @param missed of those
 * @param told alerts that told of an incident, the second and further ones of it too
 * @param worstDelay in seconds, from the beginning of an incident to its first alert
 */
record Score(int raised, int fals, int incidents, int missed, int told, double worstDelay) {
    static final Score NOTHING = new Score(0, 0, 0, 0, 0, 0);

    /** An alert may come so much after the end of what it tells of, in seconds. */
    private static final double LATE = 5;

    static Score of(Trace trace, List<Raised> alerts) {
        int fals = (int) alerts.stream().filter(alert -> isFalse(trace, alert)).count();
        List<Incident> required =
                trace.incidents.stream().filter(Incident::required).toList();
        int missed = 0;
        double worst = 0;
        for (Incident incident : required) {
            double first = alerts.stream()
                    .filter(alert -> tells(alert, incident))
                    .mapToDouble(Raised::at)
                    .min()
                    .orElse(Double.NaN);
            missed += Double.isNaN(first) ? 1 : 0;
            worst = Double.isNaN(first)
                    ? worst
                    : Math.max(worst, first - incident.span().from());
        }
        return new Score(alerts.size(), fals, required.size(), missed, alerts.size() - fals, worst);
    }

    static boolean isFalse(Trace trace, Raised alert) {
        return trace.incidents.stream().noneMatch(incident -> tells(alert, incident));
    }

    private static boolean tells(Raised alert, Incident incident) {
        return alert.subject().equals(incident.subject())
                && alert.at() >= incident.span().from()
                && alert.at() <= incident.span().to() + LATE;
    }

    Score plus(Score other) {
        return new Score(
                raised + other.raised,
                fals + other.fals,
                incidents + other.incidents,
                missed + other.missed,
                told + other.told,
                Math.max(worstDelay, other.worstDelay));
    }

    double precision() {
        return raised == 0 ? 1 : 1 - (double) fals / raised;
    }

    double recall() {
        return incidents == 0 ? 1 : 1 - (double) missed / incidents;
    }

    double perIncident() {
        return incidents == 0 ? 0 : (double) told / incidents;
    }

    @Override
    public String toString() {
        return String.format(
                "raised %d, false %d, precision %.3f, recall %.3f (%d of %d missed), per incident %.2f, worst delay %.1f s",
                raised, fals, precision(), recall(), missed, incidents, perIncident(), worstDelay);
    }
}
