package io.kyozo.monitor.notify.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.alert.AlertKind.Severity;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.Channel.Kind;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A channel, as people make and see it.
 *
 * @param name for people
 * @param kind webhook, slack or email
 * @param address a URL or a mail address; of a URL only the host is shown, the rest may be a secret
 * @param leastSeverity of the alerts that are told; WARNING where not given
 * @param workspaceId whose alerts only; all where not given
 * @param escalateAfter how long nobody may have taken an alert on before it is told here; at once where not given
 * @param createdBy who made it; given by the service
 * @param createdAt when; given by the service
 */
@RegisterForReflection
public record ChannelAttributes(
        @NotBlank(message = "must be given") @Size(max = 100, message = "must have at most 100 characters")
        String name,

        @NotNull(message = "must be WEBHOOK, SLACK or EMAIL")
        Kind kind,

        @NotBlank(message = "must be given") @Size(max = 2000, message = "must have at most 2000 characters")
        String address,

        @Nullable Severity leastSeverity,
        @Nullable UUID workspaceId,
        @Nullable Duration escalateAfter,
        @Nullable String createdBy,
        @Nullable Instant createdAt) {
    /** The resource type. */
    static final String TYPE = "notification-channels";

    private static final Pattern URL = Pattern.compile("(https?://[^/?#@\\s]+)([/?#]\\S*)?", Pattern.CASE_INSENSITIVE);
    // Strict on purpose: what is put in a mail's header must not be able to end the header.
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Duration LONGEST_ESCALATION = Duration.ofDays(7);

    static Resource<ChannelAttributes> resource(Channel channel) {
        ChannelAttributes attributes = new ChannelAttributes(
                channel.name(),
                channel.kind(),
                shown(channel.address()),
                channel.leastSeverity(),
                channel.workspaceId(),
                channel.escalateAfter(),
                channel.createdBy(),
                channel.createdAt());
        return Resource.of(TYPE, channel.id(), attributes);
    }

    /** The channel that a client means; fails with {@link ErrorCode#INVALID_REQUEST} on what can't be one. */
    Channel channel(UUID id, UUID team, String by, Instant now) {
        boolean fits = (kind == Kind.EMAIL ? MAIL : URL).matcher(address).matches();
        if (!fits) {
            throw invalid("address", kind == Kind.EMAIL ? "a mail address" : "an http or https URL");
        }
        Duration after = Objects.requireNonNullElse(escalateAfter, Duration.ZERO);
        if (after.isNegative() || after.compareTo(LONGEST_ESCALATION) > 0) {
            throw invalid("escalateAfter", "between PT0S and P7D");
        }
        Severity least = Objects.requireNonNullElse(leastSeverity, Severity.WARNING);
        return new Channel(id, team, name, kind, address, least, workspaceId, after, by, now);
    }

    private static String shown(String address) {
        var url = URL.matcher(address);
        return url.matches() && url.group(2) != null ? url.group(1) + "/…" : address;
    }

    private static KyozoException invalid(String attribute, String expected) {
        return new KyozoException(ErrorCode.INVALID_REQUEST, "\"" + attribute + "\" must be " + expected + ".")
                .with("pointer", "/data/attributes/" + attribute);
    }
}
