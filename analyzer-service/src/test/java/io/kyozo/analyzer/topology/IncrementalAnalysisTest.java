package io.kyozo.analyzer.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.FindingCache;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is kept from earlier analyses saves reading, and changes no answer. */
class IncrementalAnalysisTest {
    private static final Path SAMPLES = Path.of("../deploy/samples");

    /** Random edits; {@code -Dkyozo.incremental.edits} for more of them. */
    private static final int EDITS = Integer.getInteger("kyozo.incremental.edits", 150);

    private static final long AMPLE = 64 << 20;

    @Test
    void anyEditsLeadToWhatAFullAnalysisSays() throws IOException {
        long seed = Long.getLong("kyozo.incremental.seed", new Random().nextLong());
        Random random = new Random(seed);
        FindingCache ample = new FindingCache(AMPLE);
        FindingCache tiny = new FindingCache(20_000);
        Folders folder = Folders.of("samples").copy(SAMPLES);
        RandomEdits edits = new RandomEdits(folder, random);
        for (int i = 0; i < EDITS; i++) {
            String edit = edits.next();
            TopologyDocument full = analyze(folder, new FindingCache(AMPLE));
            String which = "seed " + seed + ", edit " + i + ": " + edit;
            assertThat(analyze(folder, ample)).as(which).isEqualTo(full);
            assertThat(analyze(folder, tiny)).as(which + ", little kept").isEqualTo(full);
        }
    }

    @Test
    void walksThatFollowEachOtherSeeWhatAWholeWalkSees() throws IOException {
        long seed = Long.getLong("kyozo.incremental.seed", new Random().nextLong());
        Random random = new Random(seed);
        Folders folder = Folders.of("samples").copy(SAMPLES);
        RandomEdits edits = new RandomEdits(folder, random);
        int near = folder.paths().size() + 40;
        List<Chain> chains = List.of(
                new Chain("stored tree", folder, WalkBudget.standard()),
                new Chain("disk", new Folders.Unidentified(folder), WalkBudget.standard()),
                new Chain("budget at its end", folder, WalkBudget.standard().entries(near)),
                new Chain("too deep", folder, WalkBudget.standard().depth(3)));
        for (int i = 0; i < EDITS; i++) {
            Map<String, byte[]> before = folder.contents();
            StringBuilder which = new StringBuilder("seed " + seed + ", step " + i + ":");
            for (int more = random.nextInt(3); more >= 0; more--) {
                which.append(' ').append(edits.next());
            }
            Set<String> changed =
                    random.nextInt(4) == 0 ? coarse(folder.changedSince(before)) : folder.changedSince(before);
            chains.forEach(chain -> chain.follow(changed, which.toString()));
        }
    }

    /** The folders of what changed: a rename is often told by the folder alone. */
    private static Set<String> coarse(Set<String> changed) {
        return changed.stream().map(FolderPath::parent).collect(Collectors.toSet());
    }

    /** Walks of one source, each of which follows the one before. */
    private static final class Chain {
        private final String what;
        private final FolderSource source;
        private final WalkBudget budget;
        private final PathWalker walker;
        private Folder last;

        Chain(String what, FolderSource source, WalkBudget budget) {
            this.what = what;
            this.source = source;
            this.budget = budget;
            this.walker = new PathWalker(budget, WalkListener.SILENT, new FindingCache(AMPLE));
            this.last = walker.walk(source);
        }

        void follow(Set<String> changed, String which) {
            last = walker.walk(source, last, changed);
            Folder whole = new PathWalker(budget, WalkListener.SILENT).walk(source);
            String as = what + ", " + which + ", told: " + changed;
            assertThat(last.files())
                    .extracting(FolderFile::path, FolderFile::size)
                    .as(as)
                    .isEqualTo(whole.files().stream()
                            .map(file -> tuple(file.path(), file.size()))
                            .toList());
            for (FolderFile file : whole.files()) {
                assertThat(last.namesIn(file.dir())).as(as).isEqualTo(whole.namesIn(file.dir()));
                assertThat(last.has(file.path())).as(as).isTrue();
            }
            assertThat(FolderAnalyzer.analyze(last)).as(as).isEqualTo(FolderAnalyzer.analyze(whole));
        }
    }

    @Test
    void aWalkThatFollowsListsOnlyTheFoldersAboveWhatChanged() throws IOException {
        Folders folder = Folders.of("samples").copy(SAMPLES);
        PathWalker walker = new PathWalker(WalkBudget.standard(), WalkListener.SILENT, new FindingCache(AMPLE));
        Folder before = walker.walk(folder);
        TopologyDocument first = FolderAnalyzer.analyze(before);
        folder.replace("todo/web/server.js", "3000", "3999");
        folder.forgetOpened();
        Folder after = walker.walk(folder, before, Set.of("todo/web/server.js"));
        assertThat(FolderAnalyzer.analyze(after)).isNotEqualTo(first);
        assertThat(folder.listed()).containsExactlyInAnyOrder(".", "todo", "todo/web");
        assertThat(folder.opened()).containsExactly("todo/web/server.js");
    }

    @Test
    void onlyTheChangedFileIsReadAgain() throws IOException {
        Folders folder = Folders.of("samples").copy(SAMPLES);
        FindingCache cache = new FindingCache(AMPLE);
        TopologyDocument before = analyze(folder, cache);
        folder.forgetOpened();
        assertThat(analyze(folder, cache)).isEqualTo(before);
        assertThat(folder.opened()).isEmpty();

        folder.replace("node-express/server.js", "3000", "3999");
        TopologyDocument after = analyze(folder, cache);
        assertThat(folder.opened()).containsExactly("node-express/server.js");
        assertThat(after).isNotEqualTo(before).isEqualTo(analyze(folder, new FindingCache(AMPLE)));
    }

    private static TopologyDocument analyze(Folders folder, FindingCache cache) {
        return FolderAnalyzer.analyze(new PathWalker(WalkBudget.standard(), WalkListener.SILENT, cache).walk(folder));
    }
}
