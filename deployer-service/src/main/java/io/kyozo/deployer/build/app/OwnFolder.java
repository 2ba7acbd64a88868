package io.kyozo.deployer.build.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that only this process's user may enter, also where its name can be guessed and its parent is everybody's. */
final class OwnFolder {
    private OwnFolder() {}

    /** Creates it where it is not there; fails where it is a link, or another user's. */
    static void create(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder);
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is not a folder; set kyozo.build.path to another place");
        }
        PosixFileAttributeView posix =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (posix != null) {
            restrict(folder, posix);
        }
    }

    private static void restrict(Path folder, PosixFileAttributeView posix) throws IOException {
        try {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new IOException(folder + " belongs to another user; set kyozo.build.path to another place", e);
        }
    }
}
