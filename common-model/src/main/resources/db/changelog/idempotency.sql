--liquibase formatted sql

--changeset cyclades:idempotency-keys
create table idempotency_keys (
    user_id     bigint       not null references users (id),
    request_key varchar(255) not null,
    fingerprint varchar(64)  not null,
    answer      bytea,
    created     timestamptz  not null,
    expires_at  timestamptz  not null,
    primary key (user_id, request_key)
);
create index idempotency_keys_expiry on idempotency_keys (expires_at);
comment on column idempotency_keys.fingerprint is 'SHA-256 of method, path and body, in hexadecimal';
comment on column idempotency_keys.answer is 'encrypted with the deployment key; null: an answer without a body';
--rollback drop table idempotency_keys;

--changeset cyclades:server-previous-flavor
alter table servers add column previous_flavor_id bigint references flavors (id);
comment on column servers.previous_flavor_id is 'the flavor before a resize that is not confirmed yet';
--rollback alter table servers drop column previous_flavor_id;
