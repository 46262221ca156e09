-- Copyright the LightWeb authors.
-- SPDX-License-Identifier: Apache-2.0

-- People, as last read. state_at is the time that the state is known for: an older reading never replaces it.
create table users (
    id text primary key,
    display_name text not null,
    login_name text not null,
    language text not null,
    state text not null check (state in ('ACTIVE', 'INITIAL', 'INACTIVE', 'LOCKED', 'DELETED')),
    state_at timestamptz not null
);
create index users_login on users (lower(login_name));

-- Grants (Zitadel: authorizations). A row is never older than our own last write, because change_date only grows.
-- A grant that is gone keeps its row, so that a listing that lags cannot bring it back.
create table grants (
    id text primary key,
    user_id text not null,
    project_id text not null,
    organization_id text not null,
    -- ABSENT: a full listing lacked it, which a later reading may heal; REMOVED is for good
    state text not null check (state in ('ACTIVE', 'INACTIVE', 'ABSENT', 'REMOVED')),
    -- project and organization are the expected ones
    counted boolean not null,
    -- the time that it is known for, by a reading, an event or our own write
    change_date timestamptz not null,
    -- the change date of the last reading
    read_at timestamptz,
    -- our last write, and what it was based on (a removal in between must not be undone by it)
    written_at timestamptz,
    base_at timestamptz,
    base_roles text[] not null default '{}'
);
create index grants_user on grants (user_id);

create table grant_roles (
    grant_id text not null references grants on delete cascade,
    role_key text not null,
    -- false: only an event says so, no reading yet; carried along in writes, but not effective
    confirmed boolean not null,
    primary key (grant_id, role_key)
);
create index grant_roles_key on grant_roles (role_key text_pattern_ops);

create table project_roles (
    role_key text primary key,
    display_name text not null,
    -- when it came to be or was removed, as far as known
    changed_at timestamptz not null,
    removed boolean not null default false
);

-- What was asked for. One row is one operation; `position` is the order in which they were asked for.
create table intents (
    id uuid primary key,
    position bigint generated always as identity,
    kind text not null check (kind in ('GRANT', 'REVOKE', 'DEFINE', 'REMOVE')),
    user_id text,
    role_keys text[] not null,
    display_names text[] not null default '{}',
    feature text not null,
    actor text not null,
    reason text not null,
    request_id text not null,
    state text not null default 'PENDING' check (state in ('PENDING', 'DONE', 'NEEDS_PERSON', 'CANCELLED')),
    detail text not null default '',
    asked timestamptz not null,
    changed timestamptz not null,
    attempts integer not null default 0,
    next_attempt timestamptz not null,
    check ((user_id is null) = (kind in ('DEFINE', 'REMOVE')))
);
create index intents_open on intents (next_attempt) where state = 'PENDING';
create index intents_user on intents (user_id, position) where state in ('PENDING', 'NEEDS_PERSON');

-- A role that is taken away here and must not come back by an old reading. lifted_at null: not written to Zitadel
-- yet; otherwise a reading of this time or later lifts it, whatever it shows.
create table tombstones (
    user_id text not null,
    role_key text not null,
    lifted_at timestamptz,
    created timestamptz not null,
    primary key (user_id, role_key)
);

-- Where the event poller is, and which events were seen lately (the poll overlaps, webhooks come twice).
create table event_cursor (
    only_row boolean primary key default true check (only_row),
    at timestamptz not null
);
create table seen_events (
    aggregate_id text not null,
    sequence bigint not null,
    at timestamptz not null,
    primary key (aggregate_id, sequence)
);
create index seen_events_at on seen_events (at);

-- What must be read again until it is as new as an event.
create table dirty (
    kind text not null check (kind in ('GRANT', 'USER', 'ROLE')),
    id text not null,
    as_new_as timestamptz not null,
    attempts integer not null default 0,
    next_attempt timestamptz not null,
    primary key (kind, id)
);
create index dirty_due on dirty (next_attempt);

-- Revocations inferred from absence in a listing, held until somebody approves.
create table held (
    kind text not null check (kind in ('GRANT', 'USER', 'ROLE')),
    id text not null,
    role_keys text[] not null,
    why text not null,
    found_at timestamptz not null,
    primary key (kind, id)
);

create view effective_roles as
select g.user_id, r.role_key
from grants g
join users u on u.id = g.user_id and u.state in ('ACTIVE', 'INITIAL')
join grant_roles r on r.grant_id = g.id and r.confirmed
join project_roles p on p.role_key = r.role_key and not p.removed
where g.state = 'ACTIVE'
  and g.counted
  and not exists (
      select from tombstones t where t.user_id = g.user_id and t.role_key = r.role_key);

-- Features ask through these, in their own transaction. The feature is the role that was set for the connection.
create function calling_feature() returns text language sql stable as
$$ select case when current_setting('role') like 'lw\_%' then substring(current_setting('role') from 4) else 'identity' end $$;

create function ask_grant(intent uuid, for_user text, role text, who text, why text, request text, now timestamptz)
returns void language plpgsql security definer set search_path = identity, pg_temp as $$
begin
    insert into intents (id, kind, user_id, role_keys, feature, actor, reason, request_id, asked, changed, next_attempt)
    values (intent, 'GRANT', for_user, array[role], calling_feature(), who, why, request, now, now, now);
end $$;

create function ask_revoke(intent uuid, for_user text, role text, who text, why text, request text, now timestamptz)
returns void language plpgsql security definer set search_path = identity, pg_temp as $$
begin
    update intents set state = 'CANCELLED', changed = now, detail = 'Cancelled by a removal of the same role.'
    where kind = 'GRANT' and user_id = for_user and role_keys = array[role] and state in ('PENDING', 'NEEDS_PERSON');
    insert into intents (id, kind, user_id, role_keys, feature, actor, reason, request_id, asked, changed, next_attempt)
    values (intent, 'REVOKE', for_user, array[role], calling_feature(), who, why, request, now, now, now);
    insert into tombstones (user_id, role_key, created) values (for_user, role, now)
    on conflict (user_id, role_key) do update set lifted_at = null, created = excluded.created;
end $$;

create function ask_define(intent uuid, roles text[], names text[], who text, why text, request text, now timestamptz)
returns void language plpgsql security definer set search_path = identity, pg_temp as $$
begin
    insert into intents (id, kind, role_keys, display_names, feature, actor, reason, request_id, asked, changed, next_attempt)
    values (intent, 'DEFINE', roles, names, calling_feature(), who, why, request, now, now, now);
end $$;

-- Returns whose roles it masks.
create function ask_remove(intent uuid, roles text[], who text, why text, request text, now timestamptz)
returns setof text language plpgsql security definer set search_path = identity, pg_temp as $$
begin
    update intents set state = 'CANCELLED', changed = now, detail = 'Cancelled: the role was removed from the project.'
    where state in ('PENDING', 'NEEDS_PERSON')
      and (kind = 'GRANT' and role_keys <@ roles or kind = 'DEFINE' and role_keys <@ roles);
    insert into intents (id, kind, role_keys, feature, actor, reason, request_id, asked, changed, next_attempt)
    values (intent, 'REMOVE', roles, calling_feature(), who, why, request, now, now, now);
    update project_roles set removed = true, changed_at = greatest(changed_at, now) where role_key = any (roles);
    return query select distinct g.user_id from grants g join grant_roles r on r.grant_id = g.id and r.confirmed
        where r.role_key = any (roles) and g.state = 'ACTIVE';
end $$;

revoke all on function ask_grant, ask_revoke, ask_define, ask_remove from public;
grant usage on schema identity to lw_feature;
grant execute on function calling_feature, ask_grant, ask_revoke, ask_define, ask_remove to lw_feature;
