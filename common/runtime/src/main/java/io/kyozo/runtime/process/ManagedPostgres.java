package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL from the configured installation, with the variables of the well-known image: {@code POSTGRES_USER},
 * {@code POSTGRES_PASSWORD}, {@code POSTGRES_DB}. They count when the data is made; later they change nothing.
 */
final class ManagedPostgres implements ManagedServices.Service {
    private static final String MOUNT = "/var/lib/postgresql/data";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ProcessSettings settings;
    private final Layout layout;

    ManagedPostgres(ProcessSettings settings, Layout layout) {
        this.settings = settings;
        this.layout = layout;
    }

    @Override
    public void require() {
        var bin = settings.postgresBin();
        if (bin == null || !Files.isExecutable(bin.resolve("bin/postgres"))) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.UNSUPPORTED,
                    "Without a container engine a managed PostgreSQL needs an installation of it: set"
                            + " kyozo.runtime.postgres-bin to a folder with bin/initdb and bin/postgres, or start a"
                            + " container engine.");
        }
    }

    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public Launch launch(ContainerRecord container, Map<String, String> env) throws IOException, InterruptedException {
        require();
        var data = data(container);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            create(data, container.env(), env);
        }
        var port = container.ports().isEmpty() ? 5432 : container.ports().get(0).hostPort();
        var argv = program("postgres");
        argv.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        argv.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        return new Launch(argv, data, env);
    }

    private Path data(ContainerRecord container) {
        var volume = container.volumes().get(MOUNT);
        var folder = volume == null
                ? layout.container(container.name()).resolve("root")
                : layout.volume(volume).resolve(VolumeStore.DATA);
        return folder.resolve("pgdata");
    }

    /** Made beside its place and moved there when complete: half of a database never looks like one. */
    private void create(Path data, Map<String, String> asked, Map<String, String> env)
            throws IOException, InterruptedException {
        var password = asked.getOrDefault("POSTGRES_PASSWORD", "");
        if (password.isEmpty()) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.INVALID, "A managed PostgreSQL needs POSTGRES_PASSWORD in its environment");
        }
        var user = asked.getOrDefault("POSTGRES_USER", "postgres");
        var parent = Files.createDirectories(data.toAbsolutePath().getParent());
        var next = parent.resolve("pgdata.new");
        FileTrees.remove(next);
        var secret = Files.createTempFile(parent, "password", "");
        try {
            Files.writeString(secret, password);
            var initdb = program("initdb");
            initdb.addAll(List.of("-D", next.toString(), "-U", user, "--pwfile", secret.toString()));
            initdb.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"));
            run(initdb, parent, env, "");
            createDatabase(next, asked.getOrDefault("POSTGRES_DB", user), env);
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(secret);
            FileTrees.remove(next);
        }
    }

    private void createDatabase(Path data, String database, Map<String, String> env)
            throws IOException, InterruptedException {
        if (!database.equals("postgres")) {
            var single = program("postgres");
            single.addAll(List.of("--single", "-D", data.toString(), "postgres"));
            run(single, data, env, "CREATE DATABASE \"" + database.replace("\"", "\"\"") + "\"\n");
        }
    }

    private static void run(List<String> argv, Path folder, Map<String, String> env, String input)
            throws IOException, InterruptedException {
        var output = new StringBuffer();
        var code = new CommandLine(argv, folder, env).run(PATIENCE, input, line -> {
            var unused = output.length() < 4_000 ? output.append(line).append('\n') : output;
        });
        if (code != 0) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.OTHER,
                    "PostgreSQL could not be set up: " + output.toString().strip());
        }
    }

    /** PostgreSQL refuses to run as root: in a user namespace of its own, root is nobody. */
    private List<String> program(String name) {
        var bin = settings.postgresBin();
        var program = bin == null ? name : bin.resolve("bin").resolve(name).toString();
        var root = "root".equals(System.getProperty("user.name"));
        return new ArrayList<>(
                root && Tools.find("unshare").isPresent() ? List.of("unshare", "-U", program) : List.of(program));
    }
}
