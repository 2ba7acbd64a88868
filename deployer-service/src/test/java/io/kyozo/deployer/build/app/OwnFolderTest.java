package io.kyozo.deployer.build.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFolderTest {
    @TempDir
    private Path parent;

    @Test
    void onlyItsOwnerMayEnter() throws IOException {
        Path folder = parent.resolve("a/builds");
        OwnFolder.create(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void closesAFolderThatWasOpen() throws IOException {
        Path folder = Files.createDirectory(
                parent.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        OwnFolder.create(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesALinkThatSomebodyElsePutThere() throws IOException {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(parent.resolve("builds"), elsewhere);
        assertThatThrownBy(() -> OwnFolder.create(link))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kyozo.build.path");
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.createFile(parent.resolve("builds"));
        assertThatThrownBy(() -> OwnFolder.create(file)).hasMessageContaining("is not a folder");
    }
}
