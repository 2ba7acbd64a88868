package io.kyozo.cli;

import io.kyozo.analyzer.topology.generate.GeneratedFile;
import io.kyozo.analyzer.topology.generate.GeneratedFiles;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes what is generated for a topology into a folder that held nothing before. */
final class GeneratedFolder {
    private GeneratedFolder() {}

    /** Ends the command where {@code target} holds anything: no file is ever written over. */
    static void write(TopologyDocument document, Path target, Terminal terminal) throws IOException {
        Path root = target.toAbsolutePath().normalize();
        if (holdsSomething(root)) {
            throw new CommandFailure(
                    ExitCode.USAGE, root + " is there already; name a new folder for the generated files");
        }
        GeneratedFiles generated = GeneratedFiles.of(document);
        for (GeneratedFile file : generated.files()) {
            Path path = root.resolve(file.path()).normalize();
            if (!path.startsWith(root)) {
                throw new CommandFailure(ExitCode.FAILED, "The generated file " + file.path() + " would lie elsewhere");
            }
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.content(), StandardOpenOption.CREATE_NEW);
        }
        generated.notes().forEach(terminal::note);
        terminal.note("Wrote " + generated.files().size() + " files into " + root);
    }

    private static boolean holdsSomething(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return Files.exists(root);
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            return entries.iterator().hasNext();
        }
    }
}
