package io.kyozo.deployer.deployment.rest;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.deployer.json.Words;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param workspaceId the workspace
 * @param action deploy, start, stop, restart, pause, scale, roll-back or remove
 * @param services names of the services it is about; absent or empty for all
 * @param replicas for scale
 * @param revisionId for deploy and roll-back; absent for the revision analysed last, or the release before
 * @param reason for the audit trail; may be absent
 * @param strategy rolling, blue-green, canary or recreate, for deploy and roll-back; absent for rolling
 * @param confirm for remove, which loses the data in volumes: the workspace's name or id
 */
@RegisterForReflection
public record DeploymentWish(
        @NotNull(message = "must be the id of a workspace") UUID workspaceId,

        @NotNull(message = "must be an action such as deploy")
        String action,

        @Size(max = 200, message = "must be at most 200 services") @Nullable
        List<@NotNull String> services,

        @Nullable Integer replicas,
        @Nullable UUID revisionId,

        @Size(max = 500, message = "must be at most 500 characters") @Nullable
        String reason,

        @Nullable String strategy,
        @Nullable String confirm) {

    /** The action in any spelling: {@code roll-back}, {@code ROLL_BACK}, {@code rollback}. */
    Action wished() {
        String plain = plain(action);
        for (Action known : Action.values()) {
            if (plain(known.name()).equals(plain)) {
                return known;
            }
        }
        List<String> names = Arrays.stream(Action.values()).map(Words::of).toList();
        throw new KyozoException(
                ErrorCode.INVALID_REQUEST,
                "\"/data/attributes/action\" must be one of " + String.join(", ", names) + "."
                        + DidYouMean.sentence(action, names));
    }

    /** The strategy in any spelling; null where none is given. */
    @Nullable
    RolloutStrategy wishedStrategy() {
        if (strategy == null) {
            return null;
        }
        for (RolloutStrategy known : RolloutStrategy.values()) {
            if (plain(known.name()).equals(plain(strategy))) {
                return known;
            }
        }
        List<String> names =
                Arrays.stream(RolloutStrategy.values()).map(Words::of).toList();
        throw new KyozoException(
                ErrorCode.INVALID_REQUEST,
                "\"/data/attributes/strategy\" must be one of " + String.join(", ", names) + "."
                        + DidYouMean.sentence(strategy, names));
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}
