package io.kyozo.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.WorkResult;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class VerdictTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(30));
    private static final RandomGenerator RANDOM = new Random(1);
    private static final Verdict FIRST = new Verdict(1, 3, BACKOFF, null);
    private static final Verdict LAST = new Verdict(3, 3, BACKOFF, null);
    private static final Verdict CALLED_OFF = new Verdict(1, 3, BACKOFF, "not needed");
    private static final Throwable FAILURE = new IllegalStateException("broken");

    @Test
    void whatIsDoneIsCompleted() {
        assertThat(FIRST.of(WorkResult.done(), RANDOM)).isEqualTo(new Transition.Complete());
    }

    @Test
    void whatIsDoneStaysDoneThoughCalledOff() {
        assertThat(CALLED_OFF.of(WorkResult.done(), RANDOM)).isEqualTo(new Transition.Complete());
    }

    @Test
    void whatWasCalledOffIsCancelledHoweverElseItEnds() {
        Transition cancelled = new Transition.Cancel("not needed");
        assertThat(CALLED_OFF.of(WorkResult.retry("again"), RANDOM)).isEqualTo(cancelled);
        assertThat(CALLED_OFF.of(WorkResult.snooze(Duration.ofSeconds(1)), RANDOM))
                .isEqualTo(cancelled);
        assertThat(CALLED_OFF.of(FAILURE, ErrorClass.PROCESSING, RANDOM)).isEqualTo(cancelled);
    }

    @Test
    void aHandlerMayCancel() {
        assertThat(FIRST.of(WorkResult.cancel("gone"), RANDOM)).isEqualTo(new Transition.Cancel("gone"));
    }

    @Test
    void aSnoozeIsNoAttemptEvenAtTheLast() {
        assertThat(LAST.of(WorkResult.snooze(Duration.ofSeconds(9)), RANDOM))
                .isEqualTo(new Transition.Snooze(Duration.ofSeconds(9)));
    }

    @Test
    void delaysAreNeverNegativeNorBeyondAYear() {
        assertThat(FIRST.of(WorkResult.snooze(Duration.ofSeconds(-9)), RANDOM))
                .isEqualTo(new Transition.Snooze(Duration.ZERO));
        assertThat(FIRST.of(WorkResult.snooze(Duration.ofDays(9999)), RANDOM))
                .isEqualTo(new Transition.Snooze(Verdict.LONGEST_DELAY));
    }

    @Test
    void retriesWhenTold() {
        Transition.Retry retry =
                (Transition.Retry) FIRST.of(WorkResult.retryAfter(Duration.ofMinutes(2), "engine is busy"), RANDOM);
        assertThat(retry.delay()).isEqualTo(Duration.ofMinutes(2));
        assertThat(retry.error().message()).isEqualTo("engine is busy");
    }

    @ParameterizedTest
    @EnumSource(value = ErrorClass.class, names = "VALIDATION", mode = Mode.EXCLUDE)
    void retriesFailuresWithinTheBackoff(ErrorClass errorClass) {
        Transition.Retry retry = (Transition.Retry) FIRST.of(FAILURE, errorClass, RANDOM);
        assertThat(retry.delay()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
        assertThat(retry.error()).isEqualTo(new AttemptError(1, errorClass, "broken"));
    }

    @Test
    void neverRetriesWhatIsInvalid() {
        assertThat(FIRST.of(FAILURE, ErrorClass.VALIDATION, RANDOM).to()).isEqualTo(JobState.DISCARDED);
    }

    @ParameterizedTest
    @EnumSource(ErrorClass.class)
    void discardsAfterTheLastAttempt(ErrorClass errorClass) {
        assertThat(LAST.of(FAILURE, errorClass, RANDOM))
                .isEqualTo(new Transition.Discard(new AttemptError(3, errorClass, "broken")));
        assertThat(LAST.of(WorkResult.retry("again"), RANDOM).to()).isEqualTo(JobState.DISCARDED);
    }

    @Test
    void honoursARateLimitsRetryAfter() {
        JobFailedException told = new JobFailedException("slow down", Duration.ofSeconds(90));
        Transition.Retry retry = (Transition.Retry) FIRST.of(told, told.errorClass(), RANDOM);
        assertThat(retry.delay()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void honoursARetryAfterWhereverAmongTheCausesItIsSaid() {
        JobFailedException told = new JobFailedException("slow down", Duration.ofSeconds(90));
        Transition.Retry wrapped = (Transition.Retry)
                FIRST.of(new CompletionException(new IllegalStateException(told)), ErrorClass.RATE_LIMIT, RANDOM);
        assertThat(wrapped.delay()).isEqualTo(Duration.ofSeconds(90));
        KyozoException answered =
                new KyozoException(ErrorCode.TOO_MANY_REQUESTS, "slow down").with("retryAfterSeconds", 7);
        Transition.Retry own = (Transition.Retry) FIRST.of(answered, ErrorClass.RATE_LIMIT, RANDOM);
        assertThat(own.delay()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void anErrorWithoutWordsIsNamedByItsKind() {
        assertThat(AttemptError.of(1, ErrorClass.SYSTEM, new OutOfMemoryError()).message())
                .isEqualTo("OutOfMemoryError");
    }

    @Test
    void anErrorsMessageFitsIntoTheDatabase() {
        String message = AttemptError.of(1, ErrorClass.SYSTEM, new RuntimeException("a\0b" + "x".repeat(5000)))
                .message();
        assertThat(message).hasSize(AttemptError.MAX_MESSAGE).startsWith("a\uFFFDb");
    }
}
