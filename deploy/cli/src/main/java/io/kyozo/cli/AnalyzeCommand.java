package io.kyozo.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.explain.Detail;
import io.kyozo.analyzer.topology.explain.Explanation;
import io.kyozo.analyzer.topology.walk.DiskFolder;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says what a folder holds and how it would run. Needs no server, changes nothing in the folder. */
@Command(
        name = "analyze",
        description = "Say which services a folder holds, why, and how they would run; needs no server.")
final class AnalyzeCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Kyozo kyozo;

    @Parameters(paramLabel = "FOLDER", description = "The project's folder.")
    private Path folder = Path.of(".");

    @ArgGroup
    private Form form = new Form();

    @Option(names = "--files", paramLabel = "DIR", description = "Write the generated files into DIR, a new folder.")
    private @Nullable Path files;

    /** How it is told; a short tree where nothing is asked. */
    static final class Form {
        @Option(names = "--json", description = "Print the topology document, as the API answers it.")
        private boolean json;

        @Option(names = "--explain", description = "Tell also why: all evidence, with files and lines.")
        private boolean explain;
    }

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Objects.requireNonNull(kyozo).terminal();
        Path root = existing(folder);
        Folder seen = new PathWalker(WalkBudget.standard(), entries -> {
                    terminal.present("looking through the folder: " + entries + " entries");
                    return true;
                })
                .walk(new DiskFolder(root));
        terminal.present("reading " + seen.files().size() + " files");
        TopologyDocument document = FolderAnalyzer.analyze(seen);
        terminal.settle();
        if (files != null) {
            GeneratedFolder.write(document, files, terminal);
        }
        tell(document, terminal);
        return ExitCode.OK;
    }

    private void tell(TopologyDocument document, Terminal terminal) throws IOException {
        if (form.json) {
            terminal.line(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(document));
            return;
        }
        Detail detail = form.explain ? Detail.FULL : Detail.SUMMARY;
        Explanation.of(document, detail, new TerminalStyle(terminal)).forEach(terminal::line);
    }

    private static Path existing(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new CommandFailure(ExitCode.USAGE, "There is no folder " + folder.toAbsolutePath());
        }
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(ExitCode.USAGE, folder + " is a file; name the folder that holds the project");
        }
        return folder.toRealPath();
    }
}
