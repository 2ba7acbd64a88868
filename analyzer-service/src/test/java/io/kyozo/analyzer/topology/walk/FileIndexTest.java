package io.kyozo.analyzer.topology.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.FolderFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileIndexTest {
    private static final FileFilter FIRST_TWO =
            FileFilter.named(name -> name.endsWith(".js")).first(2);

    private static List<FolderFile> files(String... paths) {
        return Stream.of(paths).sorted().map(path -> new FolderFile(path, 1)).toList();
    }

    private static List<String> paths(List<FolderFile> files) {
        return files.stream().map(FolderFile::path).toList();
    }

    @Test
    void theFirstOfManyAreLookedForAnewWhenOneOfThemGoes() {
        FileIndex before = FileIndex.of(files("a.js", "b.js", "c.js"));
        assertThat(paths(before.matching(".", FIRST_TWO))).containsExactly("a.js", "b.js");
        FileIndex now = before.changed(files("a.js"), List.of());
        assertThat(paths(now.matching(".", FIRST_TWO))).containsExactly("b.js", "c.js");
        assertThat(paths(before.matching(".", FIRST_TWO))).containsExactly("a.js", "b.js");
    }

    @Test
    void theFirstOfManyAreLookedForAnewWhenAnEarlierOneComes() {
        FileIndex before = FileIndex.of(files("b.js", "c.js"));
        assertThat(paths(before.matching(".", FIRST_TWO))).containsExactly("b.js", "c.js");
        FileIndex now = before.changed(List.of(), files("a.js"));
        assertThat(paths(now.matching(".", FIRST_TWO))).containsExactly("a.js", "b.js");
    }

    @Test
    void filesAreFoundByTheirEndingAfterAChange() {
        FileIndex now = FileIndex.of(files("one.go", "two.go")).changed(files("one.go"), files("src/three.go"));
        assertThat(paths(now.named(".", Set.of("*.go")))).containsExactly("src/three.go", "two.go");
        assertThat(paths(now.named("src", Set.of("*.go")))).containsExactly("src/three.go");
    }

    @Test
    void whatIsFoundIsTheSameAsInAnIndexMadeAnew() {
        FileIndex now =
                FileIndex.of(files("a/x.js", "a.js", "b/y.ts")).changed(files("a.js"), files("a-b/z.js", "b.js"));
        FileIndex anew = FileIndex.of(files("a-b/z.js", "a/x.js", "b.js", "b/y.ts"));
        assertThat(paths(now.all())).isEqualTo(paths(anew.all()));
        assertThat(paths(now.under("a"))).isEqualTo(paths(anew.under("a"))).containsExactly("a/x.js");
        assertThat(now.at("a.js")).isNull();
    }
}
