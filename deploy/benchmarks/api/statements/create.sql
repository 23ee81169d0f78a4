select u.id, u.name, u.type, t.read_only from tokens t join users u on u.id = t.user_id where t.token_hash = '@digest@' and t.expires_at > now() and u.state = 'ACTIVE';
select i.id, i.uuid, i.name, i.owner_id, i.state, i.source_server_id, i.created, i.updated from images i where not i.deleted and (i.public or i.owner_id = @user@ or exists (select 1 from image_members m where m.image_id = i.id and m.user_id = @user@)) and i.id = 1;
select image_id, meta_key, meta_value from image_metadata where image_id = any('{1}'::bigint[]) order by image_id, meta_key;
select f.id, f.cpu, f.ram_mib, f.disk_gib, f.disk_template from flavors f where not f.deleted and f.id = 1;
begin;
select u.id, u.created, u.email, u.max_disk_gib, u.max_memory_mib, u.max_networks, u.max_servers, u.max_vcpus, u.name, u.state, u.type, u.updated from users u where u.id = @user@ for no key update of u;
select count(s.id) as servers, coalesce(sum(greatest(f.cpu, p.cpu, a.cpu)), 0) as vcpus, coalesce(sum(greatest(f.ram_mib, p.ram_mib, a.ram_mib)), 0) as memory, coalesce(sum(greatest(f.disk_gib, p.disk_gib, a.disk_gib)), 0) as disk, (select count(*) from networks w where w.user_id = @user@ and not w.deleted) as networks from servers s join flavors f on f.id = s.flavor_id left join flavors p on p.id = s.previous_flavor_id left join flavors a on a.id = (select max((c.arguments ->> 'flavor')::bigint) from commands c where c.server_id = s.id and c.verb = 'RESIZE' and c.state in ('PENDING', 'SUBMITTING', 'SUBMITTED')) where s.user_id = @user@ and not s.deleted;
insert into servers (build_percentage, created, deleted, flavor_id, image_id, name, operating_state, pending_action, suspended, updated, user_id) values (0, now(), false, 1, 1, 'created', 'BUILD', 'CREATE', false, now(), @user@) returning id as server
\gset
insert into server_metadata (meta_value, server_id, meta_key) values ('web', :server, 'role');
insert into server_metadata (meta_value, server_id, meta_key) values ('test', :server, 'stage');
insert into commands (arguments, attempts, created, next_attempt_at, request_id, secret, server_id, state, verb, id) values ('{}', 0, now(), now(), 'req-00000000-0000-0000-0000-000000000000', '\x1b7f6a92dc77cbed02b386b69974e3cbb8341ac42c03d7144fd19190fc5b736afffbc4ac028031498ea2c24bf562a80bcb074dea526b14c67e5e205b86a8dd053c4ead296b9eb49b17', :server, 'PENDING', 'CREATE', gen_random_uuid()) returning id as command
\gset
commit;
select s.id, s.name, s.image_id, s.flavor_id, s.previous_flavor_id, s.backend_id, s.operating_state, s.pending_action, s.job_opcode, s.job_status, s.build_percentage, s.suspended, s.deleted, s.created, s.updated from servers s where s.user_id = @user@ and s.id = :server;
select server_id, meta_key, meta_value from server_metadata where server_id = any(array[:server]::bigint[]) order by server_id, meta_key;
select n.server_id, n.network_id, w.public, w.name, n.mac, n.ipv4, n.ipv6, n.firewall_profile from nics n join networks w on w.id = n.network_id where n.server_id = any(array[:server]::bigint[]) order by n.server_id, n.position;
update commands set published_at = now() where id = ':command';
