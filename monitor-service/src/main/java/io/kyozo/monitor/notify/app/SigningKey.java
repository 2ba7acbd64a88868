package io.kyozo.monitor.notify.app;

import io.kyozo.monitor.notify.Signature;
import io.kyozo.sql.seal.SecretsConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** The installation's key for signing. */
@ApplicationScoped
public class SigningKey {
    private final Signature signature;

    SigningKey(NotificationConfig config, SecretsConfig secrets) {
        this.signature = new Signature(config.signingKey()
                .or(secrets::key)
                .orElseThrow(() -> new IllegalStateException("no key to sign with")));
    }

    public Signature signature() {
        return signature;
    }
}
