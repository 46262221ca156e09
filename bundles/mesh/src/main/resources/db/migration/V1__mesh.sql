-- What features want (DECISIONS 1.1): a row outlives stop, update and restart. Who declares is the calling role.
create sequence fragment_version;
create table fragment (
    feature text not null,
    name text not null,
    body jsonb not null,
    withdrawn boolean not null default false,
    version bigint not null default nextval('fragment_version'),
    changed_at timestamptz not null default clock_timestamp(),
    state text not null default 'PENDING' check (state in ('PENDING', 'APPLIED', 'HELD', 'FAILED')),
    detail text not null default '',
    since timestamptz not null default clock_timestamp(),
    primary key (feature, name)
);

-- The objects in NetBird that are ours, by NetBird's id; before it is known, by the nonce that the object's name carries
-- (DECISIONS 1.9).
create table owned (
    kind text not null check (kind in ('GROUP', 'POLICY', 'ZONE')),
    feature text not null,
    fragment text not null,
    key text not null,
    nonce text not null unique,
    netbird_id text,
    primary key (kind, feature, fragment, key)
);

create table setup_key (
    netbird_id text primary key,
    expires_at timestamptz not null
);

create function declare(name text, body jsonb) returns void
language plpgsql security definer set search_path = mesh as $$
declare
    caller text := replace(substring(current_setting('role') from 4), '_', '-');
begin
    insert into fragment as f (feature, name, body) values (caller, declare.name, declare.body)
    on conflict on constraint fragment_pkey do update
        set body = excluded.body, withdrawn = false, version = nextval('fragment_version'), changed_at = clock_timestamp(),
            state = 'PENDING', detail = '', since = clock_timestamp()
        where f.body <> excluded.body or f.withdrawn;
    if found then
        perform pg_notify('lightweb_mesh', '');
    end if;
end
$$;

create function withdraw(name text) returns void
language plpgsql security definer set search_path = mesh as $$
declare
    caller text := replace(substring(current_setting('role') from 4), '_', '-');
begin
    update fragment f set withdrawn = true, version = nextval('fragment_version'), changed_at = clock_timestamp(),
        state = 'PENDING', detail = '', since = clock_timestamp()
        where f.feature = caller and f.name = withdraw.name and not f.withdrawn;
    if found then
        perform pg_notify('lightweb_mesh', '');
    end if;
end
$$;

revoke execute on function declare(text, jsonb) from public;
revoke execute on function withdraw(text) from public;
grant usage on schema mesh to lw_feature;
grant execute on function declare(text, jsonb) to lw_feature;
grant execute on function withdraw(text) to lw_feature;
