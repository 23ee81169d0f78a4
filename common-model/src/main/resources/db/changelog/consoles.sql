--liquibase formatted sql

--changeset cyclades:console-grants
create table console_grants (
    id               uuid primary key,
    user_id          bigint       not null references users (id),
    server_id        bigint       not null references servers (id),
    destination_host varchar(255) not null,
    destination_port integer      not null,
    password         bytea        not null,
    token_hash       varchar(64)  not null unique,
    created          timestamptz  not null,
    expires_at       timestamptz  not null,
    used_at          timestamptz,
    used_by          varchar(64)
);
create index console_grants_live on console_grants (expires_at) where used_at is null;
comment on column console_grants.password is 'encrypted with the deployment key';
comment on column console_grants.used_by is 'address of the viewer that used it up';
--rollback drop table console_grants;
