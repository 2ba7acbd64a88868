package io.kyozo.deployer.deployment;

import io.kyozo.deployer.service.Share;
import java.util.Set;

/**
 * What a plan has to fit into; 0 stands for not known, or for no limit.
 *
 * @param hostMemoryBytes of the machine that services run on, in bytes
 * @param hostCpus its cores
 * @param freeDiskBytes left for images and volumes, in bytes
 * @param minFreeDiskBytes that must be left before anything is built, in bytes
 * @param quota of the team
 * @param usedElsewhere what the team's other workspaces take of it
 * @param takenPorts ports of this machine, of those that the plan fixes, that other programs listen on
 */
public record Surroundings(
        long hostMemoryBytes,
        int hostCpus,
        long freeDiskBytes,
        long minFreeDiskBytes,
        Share quota,
        Share usedElsewhere,
        Set<Integer> takenPorts) {
    public Surroundings {
        takenPorts = Set.copyOf(takenPorts);
    }
}
