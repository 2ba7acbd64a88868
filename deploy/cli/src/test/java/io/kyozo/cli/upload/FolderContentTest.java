package io.kyozo.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderContentTest {
    @TempDir
    private Path folder;

    @Test
    void leavesOutWhatIsNeverSource() throws IOException {
        write(
                "index.html",
                ".git/config",
                "node_modules/a/index.js",
                "api/node_modules/b.js",
                ".kyozo/keys",
                "api/a.js");

        assertThat(names()).containsExactly("api/a.js", "index.html");
    }

    @Test
    void honoursIgnoreFilesOfEveryFolder() throws IOException {
        write("a.log", "b.txt", "api/c.log", "api/d.tmp", "api/e.txt", "build/f.txt", "api/build/g.txt", "d.tmp");
        Files.writeString(folder.resolve(".gitignore"), "*.log\n/build/\n");
        Files.writeString(folder.resolve("api/.gitignore"), "*.tmp\n!c.log\n");

        assertThat(names())
                .containsExactly(
                        ".gitignore", "api/.gitignore", "api/build/g.txt", "api/c.log", "api/e.txt", "b.txt", "d.tmp");
    }

    @Test
    void takesAFileBackInWhereKyozoignoreSaysSo() throws IOException {
        write(".env", "secret.txt", "a.txt");
        Files.writeString(folder.resolve(".gitignore"), ".env\n");
        Files.writeString(folder.resolve(".kyozoignore"), "!.env\nsecret.txt\n");

        assertThat(names()).contains(".env", "a.txt").doesNotContain("secret.txt");
    }

    @Test
    void keepsWhatOnlyTheImageShouldNotSee() throws IOException {
        write("Dockerfile", "a.txt");
        Files.writeString(folder.resolve(".dockerignore"), "Dockerfile\n");

        assertThat(names()).contains("Dockerfile");
    }

    @Test
    void followsLinksInsideTheFolderAndNamesThoseThatLeadOut() throws IOException {
        write("a.txt");
        Files.createSymbolicLink(folder.resolve("inside.txt"), Path.of("a.txt"));
        Files.createSymbolicLink(folder.resolve("outside.txt"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(folder.resolve("dangling.txt"), Path.of("nowhere"));

        FolderContent content = FolderContent.of(folder);

        assertThat(content.files().stream().map(content::nameOf)).containsExactly("a.txt", "inside.txt");
        assertThat(content.leftOut())
                .containsExactly("dangling.txt (a link to no file)", "outside.txt (a link out of the folder)");
    }

    @Test
    void saysWhatIsWrongWithTheFolder() throws IOException {
        write("file.txt", "empty/node_modules/a.js");

        assertThatThrownBy(() -> FolderContent.of(folder.resolve("none")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("There is no folder");
        assertThatThrownBy(() -> FolderContent.of(folder.resolve("file.txt"))).hasMessageContaining("is a file");
        assertThatThrownBy(() -> FolderContent.of(folder.resolve("empty"))).hasMessageContaining("no file to deploy");
    }

    private List<String> names() throws IOException {
        FolderContent content = FolderContent.of(folder);
        return content.files().stream().map(content::nameOf).toList();
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }
}
