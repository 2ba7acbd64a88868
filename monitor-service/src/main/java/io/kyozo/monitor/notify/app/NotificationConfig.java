package io.kyozo.monitor.notify.app;

import io.kyozo.monitor.notify.Pace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How people are told of alerts. */
@ConfigMapping(prefix = "kyozo.monitor.notification")
public interface NotificationConfig {
    /** How long a workspace's first alert waits for others, so that they are told together. */
    @WithDefault("10s")
    Duration groupWait();

    /** The least time between two notifications about a workspace to a channel. */
    @WithDefault("1m")
    Duration groupInterval();

    /** After how long an alert that still holds, and that nobody has acknowledged, is told again. */
    @WithDefault("4h")
    Duration repeatInterval();

    /** Longest wait for a webhook's or a mail server's answer. */
    @WithDefault("10s")
    Duration timeout();

    /** How long notifications are kept. */
    @WithDefault("90d")
    Duration retention();

    /** Whether webhooks may go to private and loopback addresses; on a closed site that may be wanted. */
    @WithDefault("false")
    boolean privateAddresses();

    /** Key that channels' signing secrets are derived from; the key of the installation's secrets where not set. */
    Optional<String> signingKey();

    /** The mail server that sends e-mail; without a host there is no e-mail. */
    Smtp smtp();

    /** As the planning takes it. */
    default Pace pace() {
        return new Pace(groupWait(), groupInterval(), repeatInterval());
    }

    /** The mail server. */
    interface Smtp {
        /** Its name or address. */
        Optional<String> host();

        /** Its port. */
        @WithDefault("587")
        int port();

        /** Whether STARTTLS is required; else it is used where the server offers it. */
        @WithDefault("true")
        boolean startTls();

        /** User that signs in, where the server wants one. */
        Optional<String> username();

        /** Password of that user. */
        Optional<String> password();

        /** Sender of the mails. */
        @WithDefault("kyozo@localhost")
        String from();
    }
}
