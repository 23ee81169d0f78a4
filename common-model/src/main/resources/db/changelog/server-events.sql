--liquibase formatted sql

--changeset cyclades:server-state-time
alter table servers add column state_job_id bigint;
alter table servers add column state_event_time timestamptz;
comment on column servers.state_job_id is 'the job that decided the operating state, so that an older one, told late, does not';
--rollback alter table servers drop column state_event_time;
--rollback alter table servers drop column state_job_id;
