package io.kyozo.analyzer.workspace.store;

import io.kyozo.analyzer.workspace.Workspace;
import io.kyozo.analyzer.workspace.app.WorkspaceStore;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Workspaces through Hibernate Reactive; the team is part of every condition. */
@ApplicationScoped
class PanacheWorkspaceStore implements WorkspaceStore, PanacheRepositoryBase<WorkspaceEntity, UUID> {
    private static final String OF_TEAM = "teamId = ?1 and id = ?2";

    @Override
    public Uni<Optional<Workspace>> find(UUID teamId, UUID workspaceId) {
        return find(OF_TEAM, teamId, workspaceId).firstResult().map(PanacheWorkspaceStore::workspace);
    }

    @Override
    public Uni<Optional<Workspace>> findByName(UUID teamId, String name) {
        return find("teamId = ?1 and name = ?2", teamId, name).firstResult().map(PanacheWorkspaceStore::workspace);
    }

    @Override
    public Uni<List<Workspace>> list(UUID teamId, Optional<UUID> after, Optional<String> name, int limit) {
        StringBuilder query = new StringBuilder("teamId = :team");
        Parameters parameters = Parameters.with("team", teamId);
        after.ifPresent(id -> {
            query.append(" and id < :after");
            parameters.and("after", id);
        });
        name.ifPresent(wanted -> {
            query.append(" and name = :name");
            parameters.and("name", wanted);
        });
        return find(query.append(" order by id desc").toString(), parameters)
                .range(0, limit - 1)
                .list()
                .map(rows -> rows.stream().map(WorkspaceEntity::workspace).toList());
    }

    @Override
    public Uni<Void> add(Workspace workspace) {
        return persistAndFlush(WorkspaceEntity.of(workspace)).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Workspace>> retitle(UUID teamId, UUID workspaceId, String title) {
        return locked(teamId, workspaceId).map(found -> {
            found.ifPresent(entity -> {
                entity.title = title;
                entity.updatedAt = Instant.now();
            });
            return found.map(WorkspaceEntity::workspace);
        });
    }

    @Override
    public Uni<Boolean> remove(UUID teamId, UUID workspaceId) {
        return delete(OF_TEAM, teamId, workspaceId).map(rows -> rows > 0);
    }

    @Override
    public Uni<Long> nextSequence(UUID workspaceId) {
        return findById(workspaceId, LockModeType.PESSIMISTIC_WRITE).map(entity -> {
            entity.eventSequence++;
            return entity.eventSequence;
        });
    }

    private Uni<Optional<WorkspaceEntity>> locked(UUID teamId, UUID workspaceId) {
        return find(OF_TEAM, teamId, workspaceId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    private static Optional<Workspace> workspace(@org.jspecify.annotations.Nullable WorkspaceEntity entity) {
        return Optional.ofNullable(entity).map(WorkspaceEntity::workspace);
    }
}
