package io.kyozo.monitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.AlertKind.Severity;
import io.kyozo.monitor.notify.Channel.Kind;
import io.kyozo.monitor.notify.Plan.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID TEAM = UUID.randomUUID();
    private static final UUID WORKSPACE = UUID.randomUUID();
    private final Plan plan = new Plan(new Pace(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(4)));

    private final List<Alert> open = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private Channel channel = channel(Severity.WARNING, Duration.ZERO);
    private Told told = Told.NOTHING;
    private Instant now = START;

    @Test
    void alertsOfAGroupThatComeTogetherAreToldTogether() {
        raise("postgres");
        assertThat(after(5)).isEmpty();
        raise("redis");
        assertThat(after(5))
                .hasValueSatisfying(notice -> assertThat(notice.firing()).hasSize(2));
        assertThat(after(5)).isEmpty();
    }

    @Test
    void aFurtherAlertIsToldAfterTheGroupsInterval() {
        raise("postgres");
        assertThat(after(10)).isPresent();
        raise("redis");
        assertThat(after(30)).isEmpty();
        assertThat(after(30))
                .hasValueSatisfying(notice -> assertThat(notice.firing()).hasSize(2));
    }

    @Test
    void whatIsResolvedIsToldOnce() {
        Alert alert = raise("postgres");
        assertThat(after(10)).isPresent();
        open.remove(alert);
        assertThat(after(30)).isEmpty();
        assertThat(after(30)).contains(new Notice(List.of(), java.util.Set.of(alert.id())));
        assertThat(told.firing()).isEmpty();
        assertThat(after(3600 * 5)).isEmpty();
    }

    @Test
    void whatIsOverBeforeItIsToldIsNotTold() {
        Alert alert = raise("postgres");
        assertThat(after(9)).isEmpty();
        open.remove(alert);
        assertThat(after(100)).isEmpty();
    }

    @Test
    void whatStillHoldsIsToldAgainUnlessSomebodyTookItOn() {
        raise("postgres");
        assertThat(after(10)).isPresent();
        assertThat(after(4 * 3600 - 1)).isEmpty();
        assertThat(after(1)).isPresent();
        acknowledge();
        assertThat(after(5 * 3600)).isEmpty();
    }

    @Test
    void aSilencedAlertIsNotToldAndIsToldWhenTheSilenceEnds() {
        raise("postgres");
        silences.add(silence(null, "postgres", START, START.plusSeconds(600), null));
        assertThat(after(300)).isEmpty();
        assertThat(after(301)).isPresent();
    }

    @Test
    void aSilenceOfAnotherServiceWorkspaceOrKindDoesNotMatter() {
        raise("postgres");
        silences.add(silence(null, "redis", START, START.plusSeconds(600), null));
        silences.add(silence(UUID.randomUUID(), null, START, START.plusSeconds(600), null));
        assertThat(after(10)).isPresent();
    }

    @Test
    void aWindowOfMaintenanceComesAgain() {
        Silence nightly = silence(null, null, START, START.plusSeconds(3600), Duration.ofDays(1));
        assertThat(nightly.isActive(START.plusSeconds(3599))).isTrue();
        assertThat(nightly.isActive(START.plusSeconds(3600))).isFalse();
        assertThat(nightly.isActive(START.plus(Duration.ofDays(30)).plusSeconds(1)))
                .isTrue();
        assertThat(nightly.isActive(START.minusSeconds(1))).isFalse();
    }

    @Test
    void whatHasACauseElsewhereIsNotTold() {
        raise("api", "postgres");
        assertThat(after(100)).isEmpty();
    }

    @Test
    void escalatesWhatNobodyTookOn() {
        channel = channel(Severity.WARNING, Duration.ofMinutes(15));
        raise("postgres");
        assertThat(after(900)).isEmpty();
        assertThat(after(10)).isPresent();
    }

    @Test
    void doesNotEscalateWhatSomebodyTookOn() {
        channel = channel(Severity.WARNING, Duration.ofMinutes(15));
        raise("postgres");
        acknowledge();
        assertThat(after(9000)).isEmpty();
    }

    @Test
    void aChannelForTheUrgentIsNotToldOfTheRest() {
        channel = channel(Severity.CRITICAL, Duration.ZERO);
        open.add(alert("web", AlertKind.DEGRADED, null));
        assertThat(after(100)).isEmpty();
        raise("web");
        assertThat(after(100))
                .hasValueSatisfying(notice -> assertThat(notice.firing()).hasSize(1));
    }

    @Test
    void oneIncidentThatComesAndGoesIsNotToldMoreThanOnceAMinute() {
        int notices = 0;
        for (int i = 0; i < 360; i++) {
            if (i % 3 == 0) {
                open.clear();
                raise("flapping-" + i);
            }
            notices += after(10).isPresent() ? 1 : 0;
        }
        assertThat(notices).isLessThanOrEqualTo(61);
    }

    private Optional<Notice> after(int seconds) {
        now = now.plusSeconds(seconds);
        Optional<Notice> due = plan.due(channel, open, silences, told, now);
        due.ifPresent(notice -> told = Plan.after(told, notice, now));
        return due;
    }

    private Alert raise(String service) {
        return raise(service, null);
    }

    private Alert raise(String service, @Nullable String cause) {
        Alert alert = alert(service, AlertKind.DOWN, cause);
        open.add(alert);
        return alert;
    }

    private void acknowledge() {
        Alert a = open.remove(0);
        open.add(new Alert(
                a.id(),
                a.kind(),
                "",
                a.serviceId(),
                TEAM,
                WORKSPACE,
                a.serviceName(),
                a.status(),
                "",
                a.raisedAt(),
                null,
                null,
                now,
                "somebody"));
    }

    private Alert alert(String service, AlertKind kind, @Nullable String cause) {
        UUID id = UUID.randomUUID();
        return new Alert(
                id, kind, "", id, TEAM, WORKSPACE, service, HealthStatus.UNHEALTHY, "", now, null, cause, null, null);
    }

    private static Silence silence(
            @Nullable UUID workspace, @Nullable String service, Instant from, Instant to, @Nullable Duration every) {
        return new Silence(
                UUID.randomUUID(), TEAM, workspace, service, null, from, to, every, false, "work", "me", null);
    }

    private static Channel channel(Severity least, Duration escalateAfter) {
        return new Channel(
                UUID.randomUUID(), TEAM, "ops", Kind.WEBHOOK, "https://x", least, null, escalateAfter, "me", START);
    }
}
