package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Part;
import io.kyozo.sql.seal.Keyring;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What backups are sealed with: a key for each part, kept beside the backup's record and sealed in turn with the installation's
 * key. When that is changed, the records are sealed anew and the blobs stay as they are.
 */
@ApplicationScoped
class BackupKeys {
    static final String OTHER_KEY = "The backup was sealed with another key than this installation has. Give the key of"
            + " then as one of kyozo.secrets.previous-keys.";
    private static final int KEY_BYTES = 32;

    private final Keyring keys;
    private final SecureRandom random = new SecureRandom();

    BackupKeys(Keyring keys) {
        this.keys = keys;
    }

    /**
     * A new key.
     *
     * @param plain the key itself; never to be kept or logged
     * @param sealed as a part keeps it
     */
    record Fresh(byte[] plain, String sealed) {}

    Fresh next(UUID backup, String path) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        byte[] envelope = keys.seal(encoded(key), context(backup, path));
        return new Fresh(key, encoded(envelope));
    }

    /** Null for a part that is not sealed. */
    byte @Nullable [] open(UUID backup, Part part) throws IOException {
        String sealed = part.sealedKey();
        if (sealed == null) {
            return null;
        }
        try {
            return decoded(keys.open(decoded(sealed), context(backup, part.path())));
        } catch (IllegalArgumentException e) {
            throw new IOException(OTHER_KEY, e);
        }
    }

    /** Whether this installation can open it; where not, {@link #OTHER_KEY} says what to do. */
    boolean fit(Backup backup) {
        try {
            for (Part part : backup.parts()) {
                var unused = open(backup.id(), part);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether all parts are sealed with today's key, as far as they are sealed. */
    boolean areCurrent(Backup backup) {
        return backup.parts().stream()
                .map(Part::sealedKey)
                .allMatch(kept -> kept == null || keys.isCurrent(decoded(kept)));
    }

    /** The parts under today's key; fails where theirs is not known. */
    List<Part> renewed(Backup backup) {
        return backup.parts().stream().map(part -> renewed(backup.id(), part)).toList();
    }

    private Part renewed(UUID backup, Part part) {
        String sealed = part.sealedKey();
        if (sealed == null) {
            return part;
        }
        byte[] envelope = keys.renew(decoded(sealed), context(backup, part.path()));
        return new Part(part.path(), part.blob(), part.bytes(), encoded(envelope));
    }

    private static String context(UUID backup, String path) {
        return "backup/" + backup + "/" + path;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }
}
