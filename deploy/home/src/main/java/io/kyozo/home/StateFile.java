package io.kyozo.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The launcher's state on disk. One launcher writes it, any number of commands read it, each a whole version. */
public final class StateFile {
    private final Path file;

    public StateFile(Path file) {
        this.file = file;
    }

    public void write(LauncherState state) throws IOException {
        AtomicFile.write(file, StateJson.write(state));
    }

    /** The last state; empty where there is none, or none that this version understands. */
    public Optional<LauncherState> read() throws IOException {
        try {
            return Optional.of(StateJson.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JsonProcessingException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
