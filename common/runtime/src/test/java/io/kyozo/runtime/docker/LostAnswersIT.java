package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFixture;
import io.kyozo.testkit.FaultProxy;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine has done what it was asked, and its answer is lost: it is asked again, and what it made is found. */
@NeedsEngine(images = TestEngine.BASE)
class LostAnswersIT extends RuntimeFixture {
    private static FaultProxy way;
    private static DockerContainerRuntime runtime;

    @BeforeAll
    static void connect() {
        var engine = URI.create(PrivateEngine.host().orElseThrow());
        way = new FaultProxy(UnixDomainSocketAddress.of(engine.getPath()));
        runtime = new DockerContainerRuntime(DockerSettings.at(URI.create("tcp://127.0.0.1:" + way.port())));
    }

    @AfterAll
    static void disconnect() throws IOException {
        runtime.close();
        way.close();
    }

    @Override
    protected ContainerRuntime runtime() {
        return runtime;
    }

    @Override
    protected String dockerfile(List<String> shellLines) {
        throw new UnsupportedOperationException("nothing is built here");
    }

    private static <T> T losing(String answerTo, Uni<T> call) {
        way.cutAnswerTo(answerTo);
        var answer = call.await().atMost(PATIENCE);
        assertThat(way.isArmed()).as("nothing was lost").isFalse();
        return answer;
    }

    @Test
    void aContainerIsMadeStartedEndedAndRemovedOnce() {
        var spec = container(id, TestEngine.BASE, List.of("node", "-e", "setInterval(() => {}, 1000)"));
        var created = losing("/containers/create", runtime.create(spec));
        assertThat(runtime.list(labels).await().atMost(PATIENCE))
                .extracting(ContainerInfo::id)
                .containsExactly(created.id());

        var started = losing("/start ", runtime.start(id));
        assertThat(started.id()).isEqualTo(created.id());
        assertThat(started.state()).isEqualTo(ContainerInfo.State.RUNNING);

        losing("/stop?", runtime.stop(id, Duration.ofSeconds(1)));
        assertThat(runtime.inspect(id).await().atMost(PATIENCE).orElseThrow().state())
                .isEqualTo(ContainerInfo.State.EXITED);

        losing("DELETE ", runtime.remove(id));
        assertThat(runtime.list(labels).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void aNetworkAndAVolumeAreMadeAndRemovedOnce() {
        losing("/networks/create", runtime.ensureNetwork(id, labels));
        assertThat(runtime.listNetworks(labels).await().atMost(PATIENCE)).containsExactly(id);
        losing("DELETE ", runtime.removeNetwork(id));
        assertThat(runtime.listNetworks(labels).await().atMost(PATIENCE)).isEmpty();

        losing("/volumes/create", runtime.ensureVolume(id, labels));
        assertThat(runtime.listVolumes(labels).await().atMost(PATIENCE)).containsExactly(id);
        losing("DELETE ", runtime.removeVolume(id));
        assertThat(runtime.listVolumes(labels).await().atMost(PATIENCE)).isEmpty();
    }

    /** The first call that fails has the connections of all others closed, which may not even have been used yet. */
    @Test
    void allWhoAskWhileAConnectionBreaksAreAnswered() {
        way.cutAnswerTo("/containers/" + id);
        var asked = IntStream.range(0, 200)
                .mapToObj(each -> runtime.inspect(id).subscribeAsCompletionStage())
                .toList();
        assertThat(asked).allSatisfy(answer -> assertThat(answer).succeedsWithin(PATIENCE));
        assertThat(way.isArmed()).isFalse();
    }

    @Test
    void whatIsOnlyLookedAtIsAskedAgain() {
        assertThat(losing("/containers/json", runtime.list(labels))).isEmpty();
        assertThat(runtime.circuit().outages()).isZero();
    }
}
