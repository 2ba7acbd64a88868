package io.kyozo.analyzer.workspace.store;

import io.kyozo.analyzer.workspace.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A row of {@code workspace}. Only what changed is written, because the counters are also moved by plain SQL. */
@Entity
@Table(name = "workspace")
@DynamicUpdate
class WorkspaceEntity {
    @Id
    UUID id;

    @Column(name = "team_id", updatable = false)
    UUID teamId;

    @Column(updatable = false)
    String name;

    @Column
    String title;

    @Column(name = "event_sequence")
    long eventSequence;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static WorkspaceEntity of(Workspace workspace) {
        WorkspaceEntity entity = new WorkspaceEntity();
        entity.id = workspace.id();
        entity.teamId = workspace.teamId();
        entity.name = workspace.name();
        entity.title = workspace.title();
        entity.createdAt = workspace.createdAt();
        entity.updatedAt = workspace.updatedAt();
        return entity;
    }

    Workspace workspace() {
        return new Workspace(id, teamId, name, title, createdAt, updatedAt);
    }
}
