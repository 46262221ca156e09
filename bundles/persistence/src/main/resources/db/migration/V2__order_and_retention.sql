-- Work queued again while it runs is not lost: it is done once more afterwards, since the run under way may have read the state from before.
alter table scheduled_tasks add column again_at timestamptz, add column again_data bytea;

create function queue_again() returns trigger language plpgsql set search_path = lightweb, pg_temp as $$
begin
    insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, consecutive_failures, version)
    values (old.task_name, old.task_instance, old.again_data, old.again_at, false, 0, 1);
    return null;
end
$$;
create trigger queue_again after delete on scheduled_tasks
    for each row when (old.again_at is not null) execute function queue_again();

-- Where work of the same instance waits, its row is updated and so locked until the commit: the scheduler skips locked rows, so that no run
-- starts that would miss what this transaction changes. A failed task keeps its backoff.
create or replace function enqueue(task text, instance text, payload text, at timestamptz) returns void
language plpgsql security definer set search_path = lightweb, pg_temp as $$
begin
    insert into scheduled_tasks as t (task_name, task_instance, task_data, execution_time, picked, consecutive_failures, version)
    values ('queued', feature() || '/' || task || '/' || instance, convert_to(payload, 'UTF8'), at, false, 0, 1)
    on conflict (task_name, task_instance) do update set
        execution_time = case when t.picked or t.consecutive_failures > 0 then t.execution_time
                              else least(t.execution_time, excluded.execution_time) end,
        again_at = case when t.picked then least(t.again_at, excluded.execution_time) else t.again_at end,
        again_data = case when t.picked then coalesce(t.again_data, excluded.task_data) else t.again_data end;
    perform pg_notify('lightweb_work', '');
end
$$;

-- Entries of one key keep the order of their commits: a second transaction waits here for the first one's end.
create or replace function publish(topic text, key text, payload jsonb) returns void
language plpgsql security definer set search_path = lightweb, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(publish.topic || chr(31) || publish.key, 8));
    insert into feed (topic, key, payload) values (publish.topic, publish.key, publish.payload);
    perform pg_notify('lightweb_feed', '');
end
$$;

-- Up to which number entries were removed: of all topics (''), or of those that begin so and are kept for a shorter time (DECISIONS 4.3).
create table feed_forgotten (
    topics text primary key,
    up_to bigint not null
);
insert into feed_forgotten (topics, up_to) select '', up_to from feed_removed;
drop table feed_removed;
