--liquibase formatted sql

--changeset cyclades:deployment
create table deployment (
    id boolean primary key default true check (id),
    uuid uuid not null
);
comment on table deployment is 'one row: which deployment this is; a restored database is the same deployment';
insert into deployment (uuid) values (gen_random_uuid());
--rollback drop table deployment;

--changeset cyclades:cluster-identity
alter table backends add column cluster_uuid varchar(64);
alter table backends add column cluster_name varchar(255);
alter table backends add column other_cluster_uuid varchar(64);
alter table backends add column other_cluster_name varchar(255);
comment on column backends.cluster_uuid is 'the cluster that this is; null: it was not asked yet';
comment on column backends.other_cluster_uuid is 'another cluster that answers at the endpoints; null: the right one does';
--rollback alter table backends drop column other_cluster_name;
--rollback alter table backends drop column other_cluster_uuid;
--rollback alter table backends drop column cluster_name;
--rollback alter table backends drop column cluster_uuid;

--changeset cyclades:suspicious-looks
alter table backends add column suspect_missing integer;
alter table backends add column suspect_unknown integer;
alter table backends add column accepted_missing integer not null default 0;
alter table backends add column accepted_unknown integer not null default 0;
comment on column backends.suspect_missing is 'servers without an instance in the last look, which was not believed; null: it was believed';
comment on column backends.suspect_unknown is 'instances without a server in that look';
comment on column backends.accepted_missing is 'how many servers without an instance an operator has taken for true, until none is missing';
comment on column backends.accepted_unknown is 'how many instances without a server an operator knows of';
--rollback alter table backends drop column accepted_unknown;
--rollback alter table backends drop column accepted_missing;
--rollback alter table backends drop column suspect_unknown;
--rollback alter table backends drop column suspect_missing;

--changeset cyclades:link-looks
alter table network_links add column unused_since timestamptz;
alter table backends add column looked_at timestamptz;
alter table backends add column seen_links jsonb;
comment on column network_links.unused_since is 'since when its network is deleted and has no NIC, by the database; it is free once each cluster was looked at after that';
comment on column backends.looked_at is 'when the last full look at the cluster began that was believed, by the clock of the database';
comment on column backends.seen_links is 'links of deleted networks that an instance was on in that look';
--rollback alter table backends drop column seen_links;
--rollback alter table backends drop column looked_at;
--rollback alter table network_links drop column unused_since;
