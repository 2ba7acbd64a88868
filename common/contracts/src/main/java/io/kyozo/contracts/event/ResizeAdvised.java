package io.kyozo.contracts.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A service's replicas should be given more or less than before, by what they used. Advice only: nothing is changed by it.
 *
 * @param serviceId the service
 * @param serviceName its name in the workspace
 * @param workspaceId its workspace
 * @param replicas that share the work; the advice is for each of them
 * @param cpuCores CPU limit, with head-room
 * @param memoryBytes memory limit, with head-room
 * @param cpuP95 what it rests on: 95th percentile of a replica's CPU, in cores
 * @param memoryP95 what it rests on: 95th percentile of a replica's memory, in bytes
 * @param memoryPeak what it rests on: most memory of a replica, in bytes
 * @param hours of data that it rests on
 * @param from the first of them
 * @param until when the last one ended
 */
public record ResizeAdvised(
        UUID serviceId,
        String serviceName,
        UUID workspaceId,
        int replicas,
        double cpuCores,
        long memoryBytes,
        double cpuP95,
        double memoryP95,
        double memoryPeak,
        long hours,
        Instant from,
        Instant until) {}
