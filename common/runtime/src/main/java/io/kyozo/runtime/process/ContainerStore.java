package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Containers on disk: {@code container.json}, what was asked for; {@code run.json}, the last start; {@code main} and
 * {@code exit}, written by the launcher: the main process's pid and its exit code.
 */
final class ContainerStore {
    private static final String RECORD = "container.json";
    private static final String RUN = "run.json";
    private static final String FROZEN = "frozen";
    /** See {@link OomLog}; of one run, as the kernel's count is. */
    static final String OOM = "oom";

    /** No container's name begins so. */
    private static final String GONE = ".gone-";

    private final Layout layout;

    ContainerStore(Layout layout) {
        this.layout = layout;
    }

    Path folder(String name) {
        return layout.container(name);
    }

    Optional<ContainerRecord> find(String name) throws IOException {
        var byName = JsonFiles.read(folder(name).resolve(RECORD), ContainerRecord.class);
        return byName.isPresent()
                ? byName
                : all().stream().filter(known -> known.id().equals(name)).findFirst();
    }

    ContainerRecord get(String name) throws IOException {
        return find(name)
                .orElseThrow(() -> new RuntimeFailure(RuntimeFailure.Kind.NOT_FOUND, "There is no container " + name));
    }

    List<ContainerRecord> all() throws IOException {
        var found = new ArrayList<ContainerRecord>();
        if (Files.isDirectory(layout.containers())) {
            try (var folders = Files.newDirectoryStream(layout.containers(), "[!.]*")) {
                for (var folder : folders) {
                    JsonFiles.read(folder.resolve(RECORD), ContainerRecord.class)
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** Those that carry all of {@code labels}. */
    List<ContainerRecord> labelled(Map<String, String> labels) throws IOException {
        return all().stream()
                .filter(container -> container.labels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    /** Takes the name; false where it is taken. */
    boolean claim(String name) throws IOException {
        Files.createDirectories(layout.containers());
        try {
            Files.createDirectory(folder(name));
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    void save(ContainerRecord container) throws IOException {
        JsonFiles.write(folder(container.name()).resolve(RECORD), container);
    }

    void save(ContainerRecord container, RunRecord run) throws IOException {
        JsonFiles.write(folder(container.name()).resolve(RUN), run);
    }

    Optional<RunRecord> run(ContainerRecord container) throws IOException {
        return JsonFiles.read(folder(container.name()).resolve(RUN), RunRecord.class);
    }

    /** Forgets the last run, before the next. */
    void clearRun(ContainerRecord container) throws IOException {
        for (var file : List.of(RUN, "main", "exit", FROZEN, OOM)) {
            Files.deleteIfExists(folder(container.name()).resolve(file));
        }
    }

    boolean isFrozen(ContainerRecord container) {
        return Files.exists(folder(container.name()).resolve(FROZEN));
    }

    void frozen(ContainerRecord container, boolean is) throws IOException {
        var mark = folder(container.name()).resolve(FROZEN);
        if (is) {
            Files.writeString(mark, "");
        } else {
            Files.deleteIfExists(mark);
        }
    }

    OptionalInt main(ContainerRecord container) throws IOException {
        return number(folder(container.name()).resolve("main"));
    }

    OptionalInt exitCode(ContainerRecord container) throws IOException {
        return number(folder(container.name()).resolve("exit"));
    }

    /** Put aside first: from then on it is gone for everyone, whoever still writes into it. */
    void remove(String name) throws IOException {
        var folder = folder(name);
        if (Files.exists(folder)) {
            Files.move(folder, layout.containers().resolve(GONE + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
        }
        sweep();
    }

    private void sweep() throws IOException {
        if (Files.isDirectory(layout.containers())) {
            try (var rests = Files.newDirectoryStream(layout.containers(), GONE + "*")) {
                for (var rest : rests) {
                    FileTrees.remove(rest);
                }
            }
        }
    }

    private static OptionalInt number(Path file) throws IOException {
        try {
            return OptionalInt.of(Integer.parseInt(
                    Files.readString(file, StandardCharsets.US_ASCII).strip()));
        } catch (NoSuchFileException absent) {
            return OptionalInt.empty();
        }
    }
}
