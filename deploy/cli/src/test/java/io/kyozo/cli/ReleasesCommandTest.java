package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReleasesCommandTest {
    /** The newest first: a deployment that failed, a scaling of what was gone back to, and the two releases before. */
    private static final String DEPLOYMENTS = """
            [{"attributes": {"action": "deploy", "state": "failed", "revisionId": "three", "actor": "ann", "reason": "no"}},
             {"attributes": {"action": "scale", "state": "live", "revisionId": "one", "actor": "ann",
                             "liveAt": "2026-01-04T00:00:00Z"}},
             {"attributes": {"action": "roll-back", "state": "superseded", "revisionId": "one", "actor": "deployer",
                             "requestReason": "web turned unhealthy", "liveAt": "2026-01-03T00:00:00Z"}},
             {"attributes": {"action": "deploy", "state": "rolled-back", "revisionId": "two", "actor": "ann",
                             "reason": "web: it ended\\nlast line", "liveAt": "2026-01-02T00:00:00Z"}},
             {"attributes": {"action": "deploy", "state": "superseded", "revisionId": "one", "actor": "ann",
                             "liveAt": "2026-01-01T00:00:00Z"}}]""";

    @Test
    void tellsWhatWentLiveAndWhichOfItServesWhateverWasDoneWithItSince() throws IOException {
        Table releases = ReleasesCommand.releases(new ObjectMapper().readTree(DEPLOYMENTS));
        assertThat(releases.lines())
                .containsExactly(
                        "REVISION  WENT LIVE             HOW        BY        STATE        WHY",
                        "one       2026-01-03T00:00:00Z  roll-back  deployer  serves       web turned unhealthy",
                        "two       2026-01-02T00:00:00Z  deploy     ann       rolled-back  web: it ended",
                        "one       2026-01-01T00:00:00Z  deploy     ann       superseded");
    }

    @Test
    void goesBackToTheReleaseThatIsNamedOrTheOneBefore() {
        UUID revision = UUID.fromString("01890000-0000-7000-8000-000000000001");
        assertThat(RollbackCommand.wish(revision, "slow"))
                .hasToString("{\"action\":\"rollback\",\"revisionId\":\"" + revision + "\",\"reason\":\"slow\"}");
        assertThat(RollbackCommand.wish(null, null)).hasToString("{\"action\":\"rollback\"}");
    }
}
