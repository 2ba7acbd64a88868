package io.kyozo.deployer.backup.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Part;
import io.kyozo.sql.seal.Keyring;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackupKeysTest {
    private static final byte[] OLD = new byte[32];
    private static final byte[] NEW = new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    };

    private final BackupKeys before = new BackupKeys(new Keyring(OLD, List.of()));
    private final BackupKeys between = new BackupKeys(new Keyring(NEW, List.of(OLD)));
    private final BackupKeys after = new BackupKeys(new Keyring(NEW, List.of()));

    private static Backup backup(UUID id, Part part) {
        var owner = new Backup.Owner(id, id, id, "db", "postgres");
        var done = new Backup.Progress(Backup.State.DONE, null, Instant.EPOCH, Instant.EPOCH);
        return new Backup(id, owner, Backup.Kind.DUMP, false, "tester", done, List.of(part));
    }

    @Test
    void aChangedKeyOpensWhatTheOldOneSealedOnceItIsSealedAnew() throws IOException {
        UUID id = UUID.randomUUID();
        BackupKeys.Fresh key = before.next(id, "/data");
        Backup backup = backup(id, new Part("/data", "b1", 1, key.sealed()));
        assertThat(after.fit(backup)).isFalse();
        assertThat(between.fit(backup)).isTrue();
        assertThat(between.areCurrent(backup)).isFalse();

        Backup renewed = backup(id, between.renewed(backup).get(0));
        assertThat(after.areCurrent(renewed)).isTrue();
        assertThat(after.open(id, renewed.parts().get(0))).isEqualTo(key.plain());
    }

    @Test
    void aKeyFitsItsPartOnly() {
        UUID id = UUID.randomUUID();
        Part moved = new Part("/other", "b1", 1, before.next(id, "/data").sealed());
        assertThatThrownBy(() -> before.open(id, moved))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kyozo.secrets.previous-keys");
    }

    @Test
    void aPartThatWasNeverSealedHasNoKey() throws IOException {
        UUID id = UUID.randomUUID();
        Part plain = new Part("/data", "b1", 1, null);
        assertThat(before.open(id, plain)).isNull();
        assertThat(before.areCurrent(backup(id, plain))).isTrue();
    }
}
