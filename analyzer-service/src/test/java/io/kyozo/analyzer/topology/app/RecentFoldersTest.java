package io.kyozo.analyzer.topology.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.Folders;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentFoldersTest {
    private static final UUID SHOP = new UUID(0, 1);
    private static final UUID BLOG = new UUID(0, 2);

    private final PathWalker walker = new PathWalker(WalkBudget.standard(), WalkListener.SILENT);

    @Test
    void theNextRevisionOfAWorkspaceIsLookedAtOnlyWhereItChanged() {
        RecentFolders recent = new RecentFolders(100);
        recent.walk(walker, SHOP, new Revision(folders(), Set.of()));
        Folders next = folders().file("api/b.js", "new");
        Folder folder = recent.walk(walker, SHOP, new Revision(next, Set.of("api/b.js")));
        assertThat(next.listed()).containsExactlyInAnyOrder(".", "api");
        assertThat(folder.files()).extracting(FolderFile::path).containsExactly("api/a.js", "api/b.js", "web/x/c.js");
    }

    @Test
    void whereTheSourceCanNotTellWhatChangedAllIsLookedAt() {
        RecentFolders recent = new RecentFolders(100);
        recent.walk(walker, SHOP, folders());
        Folders next = folders();
        assertThat(recent.walk(walker, SHOP, next).files()).hasSize(2);
        assertThat(next.listed()).contains("api", "web", "web/x");
    }

    @Test
    void anotherWorkspaceIsAnotherFolder() {
        RecentFolders recent = new RecentFolders(100);
        recent.walk(walker, SHOP, new Revision(folders(), Set.of()));
        Folder blog = recent.walk(walker, BLOG, new Revision(Folders.of("blog").file("post.md", "x"), Set.of()));
        assertThat(blog.files()).extracting(FolderFile::path).containsExactly("post.md");
    }

    @Test
    void noMoreFilesAreRememberedThanTheLimit() {
        RecentFolders recent = new RecentFolders(3);
        recent.walk(walker, SHOP, new Revision(folders(), Set.of()));
        recent.walk(walker, BLOG, new Revision(folders(), Set.of()));
        assertThat(recent.files()).isEqualTo(2);
        Folders again = folders();
        assertThat(recent.walk(walker, SHOP, new Revision(again, Set.of())).files())
                .hasSize(2);
        assertThat(again.listed()).contains("api");
    }

    private static Folders folders() {
        return Folders.of("shop").file("api/a.js", "1").file("web/x/c.js", "2");
    }

    /** A folder that tells how it differs from any other. */
    private record Revision(Folders folders, Set<String> changed) implements FolderSource {
        @Override
        public String name() {
            return folders.name();
        }

        @Override
        public List<Item> list(String dir, int limit) {
            return folders.list(dir, limit);
        }

        @Override
        public InputStream open(String path) throws IOException {
            return folders.open(path);
        }

        @Override
        public Optional<Set<String>> changedSince(FolderSource earlier) {
            return Optional.of(changed);
        }
    }
}
