package io.kyozo.jobs.app;

import java.util.UUID;

/**
 * Whose jobs somebody may see and handle.
 *
 * @param team the team whose jobs these are
 * @param ownerless also the service's own jobs, which belong to no team
 * @param all the jobs of all teams
 */
public record JobScope(UUID team, boolean ownerless, boolean all) {}
