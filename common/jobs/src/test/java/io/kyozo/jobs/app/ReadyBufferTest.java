package io.kyozo.jobs.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.engine.ClaimedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadyBufferTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID MANY = new UUID(0, 1);
    private static final UUID FEW = new UUID(0, 2);

    private final ReadyBuffer buffer = new ReadyBuffer();

    private static Attempt job(Priority priority, UUID team, int second) {
        ClaimedJob job = new ClaimedJob(
                UUID.randomUUID(),
                1,
                "q",
                "t.t",
                "{}",
                1,
                3,
                team,
                "c",
                null,
                priority,
                START.plusSeconds(second),
                Duration.ZERO);
        return new Attempt(job, new Handlers(), null);
    }

    private static List<Attempt> jobs(UUID team, int howMany) {
        return IntStream.range(0, howMany)
                .mapToObj(i -> job(Priority.NORMAL, team, i))
                .toList();
    }

    private List<UUID> teamsOfTheNext(int howMany) {
        return Stream.generate(buffer::poll)
                .limit(howMany)
                .map(attempt -> attempt.job().teamId())
                .toList();
    }

    @Test
    void theMostUrgentGoesFirst() {
        buffer.add(List.of(job(Priority.LOW, FEW, 0), job(Priority.NORMAL, MANY, 1), job(Priority.CRITICAL, MANY, 2)));
        assertThat(Stream.generate(buffer::poll).limit(3).map(a -> a.job().priority()))
                .containsExactly(Priority.CRITICAL, Priority.NORMAL, Priority.LOW);
        assertThat(buffer.poll()).isNull();
    }

    @Test
    void aTeamWithFewJobsGoesBeforeOneWithManyWhichStillHasItsTurns() {
        buffer.add(jobs(MANY, 20));
        buffer.add(jobs(FEW, 4));
        assertThat(teamsOfTheNext(5)).containsExactly(FEW, FEW, FEW, MANY, FEW);
    }

    @Test
    void aTeamsOldestGoesFirst() {
        buffer.add(List.of(job(Priority.NORMAL, MANY, 2), job(Priority.NORMAL, MANY, 1)));
        assertThat(Stream.generate(buffer::poll).limit(2).map(a -> a.job().runAt()))
                .containsExactly(START.plusSeconds(1), START.plusSeconds(2));
    }

    @Test
    void tellsHowManyWouldGoBeforeAJob() {
        buffer.add(jobs(MANY, 5));
        buffer.add(List.of(job(Priority.CRITICAL, FEW, 0)));
        assertThat(buffer.before(Priority.NORMAL, MANY)).isEqualTo(6);
        assertThat(buffer.before(Priority.NORMAL, FEW)).isEqualTo(1);
        assertThat(buffer.before(Priority.CRITICAL, MANY)).isZero();
    }

    @Test
    void whatIsTakenOutIsGone() {
        buffer.add(jobs(MANY, 5));
        assertThat(buffer.drain()).hasSize(5);
        assertThat(buffer.size()).isZero();
        assertThat(buffer.poll()).isNull();
    }
}
