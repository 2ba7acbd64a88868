package io.kyozo.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where services are built and run. */
@ConfigMapping(prefix = "kyozo.runtime")
public interface RuntimeConfig {
    /** Which runtime to use. */
    enum Kind {
        /** Docker where an engine answers at start, else processes of this host where they are allowed. */
        AUTO,
        /** A Docker Engine, 20.10 or newer. */
        DOCKER,
        /** Processes of this host; not isolated from it. */
        PROCESS
    }

    /** Which runtime to use: {@code auto}, {@code docker} or {@code process}. */
    @WithDefault("auto")
    Kind kind();

    /** The engine. */
    Docker docker();

    /** Processes of this host. */
    LocalProcess process();

    /** Installation of PostgreSQL, with {@code bin/initdb} and {@code bin/postgres}, for managed databases without an engine. */
    Optional<Path> postgresBin();

    /** The engine. */
    interface Docker {
        /** Its address, such as {@code unix:///var/run/docker.sock}. Without one: {@code DOCKER_HOST}, then the usual socket. */
        Optional<String> host();

        /** Deadline of a call that should be answered at once. */
        @WithDefault("30s")
        Duration callTimeout();

        /** Connections kept open to it, builds and log streams not counted; 1 to 256. */
        @WithDefault("32")
        int maxConnections();

        /** Put before the names of base images when they are pulled, such as {@code mirror.example/hub/}. */
        Optional<String> mirrorPrefix();

        /**
         * Where images that are built are kept too, such as {@code registry.example/team/}, so that an engine that lacks them gets
         * them from there and builds nothing. Without one they stay on the engine that built them.
         */
        Optional<String> registry();

        /**
         * File with the logins to registries and mirrors, of the form of Docker's {@code config.json} ({@code docker login} writes
         * one). Read at each use.
         */
        Optional<Path> registryLogins();

        /** Deadline of pulling or pushing one image. */
        @WithDefault("10m")
        Duration pullTimeout();

        /** Program that makes base images from packages where no registry answers; called as {@code PROGRAM build IMAGE}. */
        Optional<Path> baseImageScript();

        /** Deadline of that program. */
        @WithDefault("20m")
        Duration baseImageTimeout();

        /**
         * Whether firewall rules keep containers from what listens on the host and from other networks. They need root; without it the
         * health check says that containers are not isolated.
         */
        @WithDefault("true")
        boolean isolateNetworks();

        /**
         * Processors of the engine's machine that builds keep off while services run there, so that these answer as soon as without a
         * build; 0 for none. A build always has one.
         */
        @WithDefault("0")
        int spareCores();
    }

    /** Processes of this host. */
    interface LocalProcess {
        /** Whether services may run as processes of this host, from which they are not isolated. */
        @WithDefault("false")
        boolean allowed();

        /** Folder for their working copies, logs and state; readable by every service that looks at them. */
        @WithDefault(".kyozo/process")
        Path path();

        /** How long a process may take to be launched, its own start not counted. */
        @WithDefault("10s")
        Duration startTimeout();
    }
}
