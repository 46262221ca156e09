-- What an administrator should know: drift that was repaired, what is held, what NetBird refused. Newest first by id.
create table finding (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    kind text not null check (kind in ('REPAIRED', 'HELD', 'REFUSED', 'SHORT_LISTING', 'DEFAULT_POLICY')),
    feature text not null,
    fragment text not null,
    words text not null
);

-- A setup key is a row before it is made: its name carries the nonce, by which one is found whose id a crash lost.
alter table setup_key drop constraint setup_key_pkey;
alter table setup_key alter column netbird_id drop not null;
alter table setup_key add column nonce text unique;

-- The feed wakes the writers of all hosts, and tells who waits that it begins anew.
create or replace function declare(name text, body jsonb) returns void
language plpgsql security definer set search_path = mesh, pg_temp as $$
declare
    caller text := replace(substring(current_setting('role') from 4), '_', '-');
begin
    insert into fragment as f (feature, name, body) values (caller, declare.name, declare.body)
    on conflict on constraint fragment_pkey do update
        set body = excluded.body, withdrawn = false, version = nextval('fragment_version'), changed_at = clock_timestamp(),
            state = 'PENDING', detail = '', since = clock_timestamp()
        where f.body <> excluded.body or f.withdrawn;
    if found then
        perform lightweb.publish('mesh.fragment', caller || '/' || declare.name, '{"state":"PENDING"}'::jsonb);
    end if;
end
$$;

create or replace function withdraw(name text) returns void
language plpgsql security definer set search_path = mesh, pg_temp as $$
declare
    caller text := replace(substring(current_setting('role') from 4), '_', '-');
begin
    update fragment f set withdrawn = true, version = nextval('fragment_version'), changed_at = clock_timestamp(),
        state = 'PENDING', detail = '', since = clock_timestamp()
        where f.feature = caller and f.name = withdraw.name and not f.withdrawn;
    if found then
        perform lightweb.publish('mesh.fragment', caller || '/' || withdraw.name, '{"state":"PENDING"}'::jsonb);
    end if;
end
$$;
