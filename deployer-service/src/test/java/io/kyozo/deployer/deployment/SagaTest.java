package io.kyozo.deployer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.contracts.state.DeploymentState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SagaTest {
    private record At(DeploymentState state, SagaStep step) {}

    private static List<At> happyPath(boolean builds) {
        List<At> path = new ArrayList<>();
        At at = new At(DeploymentState.REQUESTED, SagaStep.VALIDATE);
        while (at.state() != DeploymentState.LIVE) {
            path.add(at);
            At before = at;
            at = Saga.entering(at.state(), at.step(), builds)
                    .map(move -> new At(move.to(), move.step()))
                    .orElse(before);
            Transition done = Saga.completed(at.state(), at.step());
            at = new At(done.to(), done.step());
        }
        return path;
    }

    @Test
    void walksAllStepsToLive() {
        assertThat(happyPath(true))
                .extracting(At::step)
                .containsExactly(
                        SagaStep.VALIDATE,
                        SagaStep.BUILD,
                        SagaStep.START,
                        SagaStep.VERIFY,
                        SagaStep.SWITCH_ROUTE,
                        SagaStep.COMPLETE);
    }

    @Test
    void endsServicesBeforeItSaysSo() {
        var switched = Saga.switchedToEnd(DeploymentState.VERIFYING);
        assertThat(switched.step()).isEqualTo(SagaStep.DRAIN);
        var drained = Saga.completed(switched.to(), SagaStep.DRAIN);
        assertThat(drained.step()).isEqualTo(SagaStep.RETIRE);
        assertThat(Saga.completed(drained.to(), SagaStep.RETIRE).step()).isEqualTo(SagaStep.COMPLETE);
    }

    @Test
    void saysThatItBuildsOnlyWhereSomethingRuns() {
        assertThat(Saga.entering(DeploymentState.VALIDATED, SagaStep.BUILD, true))
                .isPresent();
        assertThat(Saga.entering(DeploymentState.VALIDATED, SagaStep.BUILD, false))
                .isEmpty();
        assertThat(Saga.entering(DeploymentState.BUILDING, SagaStep.BUILD, true))
                .isEmpty();
    }

    @Test
    void undoesAFailureBeforeTheSwitch() {
        for (At at : happyPath(true)) {
            if (at.step() == SagaStep.COMPLETE) {
                continue;
            }
            var move = Saga.failed(at.state(), at.step(), "why");
            switch (at.step()) {
                case VALIDATE -> assertThat(move.orElseThrow().to()).isEqualTo(DeploymentState.FAILED);
                default -> assertThat(move.orElseThrow().step()).isEqualTo(SagaStep.UNDO);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SagaStep.class,
            names = {"DRAIN", "RETIRE"})
    void goesOnWhereAnEndFailsAfterTheSwitch(SagaStep step) {
        assertThat(Saga.failed(DeploymentState.VERIFYING, step, "why")).isEmpty();
    }

    @Test
    void endsAnUndoByWhatServes() {
        DeploymentState state = DeploymentState.ROLLING_BACK;
        assertThat(Saga.undone(state, DeploymentState.ROLLED_BACK, true, "why").to())
                .isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(Saga.undone(state, DeploymentState.ROLLED_BACK, false, "why").to())
                .isEqualTo(DeploymentState.FAILED);
        assertThat(Saga.undone(DeploymentState.STARTING, DeploymentState.CANCELLED, true, "why")
                        .to())
                .isEqualTo(DeploymentState.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = SagaStep.class,
            names = {"SWITCH_ROUTE", "DRAIN", "RETIRE", "COMPLETE", "UNDO"})
    void refusesToCancelFromTheSwitchOn(SagaStep step) {
        assertThat(Saga.cancelled(DeploymentState.VERIFYING, step, "ada")).isEmpty();
    }

    @Test
    void cancelsWhatWaitsAtOnceAndUndoesWhatActs() {
        assertThat(Saga.cancelled(DeploymentState.REQUESTED, SagaStep.VALIDATE, "ada")
                        .orElseThrow()
                        .to())
                .isEqualTo(DeploymentState.CANCELLED);
        assertThat(Saga.cancelled(DeploymentState.BUILDING, SagaStep.BUILD, "ada")
                        .orElseThrow()
                        .step())
                .isEqualTo(SagaStep.UNDO);
    }

    @Test
    void refusesMovesThatTheContractDoesNotKnow() {
        assertThatThrownBy(() -> new Transition(
                        "x", DeploymentState.LIVE, DeploymentState.BUILDING, SagaStep.BUILD, 1, "", null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void risesInProgressWithEachStep() {
        List<At> path = happyPath(true);
        for (int i = 1; i < path.size(); i++) {
            assertThat(path.get(i).step().progress())
                    .isGreaterThan(path.get(i - 1).step().progress());
        }
    }
}
