package io.kyozo.analyzer.workspace;

import java.time.Instant;
import java.util.UUID;

/**
 * A place for one project's revisions.
 *
 * @param id of the workspace
 * @param teamId whose it is
 * @param name a slug, unique in the team; never changes, because addresses are made of it
 * @param title for people; may be empty
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record Workspace(UUID id, UUID teamId, String name, String title, Instant createdAt, Instant updatedAt) {}
