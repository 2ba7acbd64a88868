-- Events to be sent, written in the transaction that changed the data.
create table outbox (
    id             uuid        not null primary key,
    -- Per subject the order of commits: writers of one subject take turns (see PgOutbox).
    position       bigint      not null generated always as identity,
    event_type     text        not null,
    source         text        not null,
    subject        uuid        not null,
    team_id        uuid        not null,
    correlation_id text        not null,
    sequence       bigint      not null,
    occurred_at    timestamptz not null,
    data           json        not null,
    created_at     timestamptz not null default clock_timestamp(),
    sent_at        timestamptz,
    -- Set where the broker refuses the event for good (it is too large); kept for a person to look at.
    refused_at     timestamptz,
    refusal        text
);
create index outbox_waiting on outbox (position) where sent_at is null and refused_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;

-- Events that took effect already, by consumer; a second delivery finds its row and does nothing.
create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (consumer, event_id)
);
create index inbox_received on inbox (received_at);

-- The newest event that took effect, by kind and subject; an older one that comes later is stale.
create table inbox_sequence (
    topic    text   not null,
    subject  uuid   not null,
    sequence bigint not null,
    primary key (topic, subject)
);
