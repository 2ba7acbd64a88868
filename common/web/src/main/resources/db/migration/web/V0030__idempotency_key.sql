-- Answers to POSTs that were sent with an Idempotency-Key, so that a repetition is answered and not done again.
create table idempotency_key (
    team_id      uuid        not null,
    key          text        not null,
    operation    text        not null,
    token        uuid        not null,
    locked_until timestamptz not null,
    expires_at   timestamptz not null,
    body_hash    text,
    status       integer,
    content_type text,
    location     text,
    body         text,
    primary key (team_id, key)
);

create index idempotency_key_expiry on idempotency_key (expires_at);

comment on column idempotency_key.operation is 'method, path, query and content type that the key was used for';
comment on column idempotency_key.token is 'who holds the key: a request that lost it must not write its answer';
comment on column idempotency_key.locked_until is 'without a status: when the request counts as died';
