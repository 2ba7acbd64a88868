package io.kyozo.monitor.notify.app;

import io.kyozo.monitor.notify.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The installation's key for signing. */
@ApplicationScoped
public class SigningKey {
    private static final Logger LOG = Logger.getLogger(SigningKey.class);

    private final Signature signature;

    SigningKey(NotificationConfig config, @ConfigProperty(name = "kyozo.secrets.key") Optional<String> secretsKey) {
        this.signature = new Signature(config.signingKey().or(() -> secretsKey).orElseGet(SigningKey::passing));
    }

    public Signature signature() {
        return signature;
    }

    private static String passing() {
        LOG.warn(
                "Neither kyozo.monitor.notification.signing-key nor kyozo.secrets.key is set: webhooks are signed with a"
                        + " key that changes at each start.");
        return UUID.randomUUID().toString();
    }
}
