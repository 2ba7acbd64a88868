package io.kyozo.analyzer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.FindingCache;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
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
