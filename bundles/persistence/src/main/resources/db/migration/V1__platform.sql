-- Whether this is a demo or a real network: said once, for good (DECISIONS 3.5).
create table installation (
    only_one boolean primary key default true check (only_one),
    profile text not null check (profile in ('demo', 'real')),
    made_at timestamptz not null default now()
);

-- The change feed (DECISIONS 2.8): a row is written in the transaction that changes something, and numbered after its commit.
create sequence feed_number;
create table feed (
    id bigint generated always as identity primary key,
    number bigint unique,
    topic text not null,
    key text not null,
    payload jsonb not null,
    at timestamptz not null default clock_timestamp()
);
create index feed_unnumbered on feed (id) where number is null;
create table feed_cursor (
    consumer text primary key,
    number bigint not null
);
create table feed_removed (
    only_one boolean primary key default true check (only_one),
    up_to bigint not null
);
insert into feed_removed (up_to) values (0);

-- db-scheduler's table: https://github.com/kagkarlsson/db-scheduler, postgresql_tables.sql
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- What features may do here in their own transactions (DECISIONS 2.6). Who calls is their role, never an argument.
create function feature() returns text language sql stable as
$$ select substring(current_setting('role') from 4) $$;

create function publish(topic text, key text, payload jsonb) returns void
language plpgsql security definer set search_path = lightweb as $$
begin
    insert into feed (topic, key, payload) values (publish.topic, publish.key, publish.payload);
    perform pg_notify('lightweb_feed', '');
end
$$;

create function enqueue(task text, instance text, payload text, at timestamptz) returns void
language plpgsql security definer set search_path = lightweb as $$
begin
    insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, consecutive_failures, version)
    values ('queued', feature() || '/' || task || '/' || instance, convert_to(payload, 'UTF8'), at, false, 0, 1)
    on conflict (task_name, task_instance) do nothing;
end
$$;

revoke execute on function publish(text, text, jsonb) from public;
revoke execute on function enqueue(text, text, text, timestamptz) from public;
grant usage on schema lightweb to lw_feature;
grant execute on function feature() to lw_feature;
grant execute on function publish(text, text, jsonb) to lw_feature;
grant execute on function enqueue(text, text, text, timestamptz) to lw_feature;
