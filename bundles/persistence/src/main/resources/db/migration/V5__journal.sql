-- Who changed what (DECISIONS 4.4): written in the transaction that changes it, never altered, kept for good. Before and after are json and not
-- jsonb, so that what was written is what is read.
--
-- Entries are numbered when they are written, not when they are committed. A late commit appears below newer entries: who has paged past its place
-- by then meets it when they read again, and nobody meets one twice. Nothing follows the journal by its numbers; for that there is the feed, which
-- gives its own after the commit.
create table journal (
    number bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    feature text not null,
    scope text not null,
    actor text,
    action text not null,
    object text not null,
    before json check (json_typeof(before) = 'object'),
    after json check (json_typeof(after) = 'object'),
    request_id text not null
);
create index journal_scope on journal (scope, number);
create index journal_actor on journal (scope, actor, number);
create index journal_object on journal (scope, object, number);
create index journal_at on journal (scope, at);

-- Not even a mistake of ours changes what stands there. A restore, which owns the table, takes triggers off while it brings the rows.
create function refuse_change() returns trigger language plpgsql set search_path = lightweb, pg_temp as $$
begin
    raise exception '% of % is refused: it is only ever added to', tg_op, tg_table_name;
end
$$;
create trigger append_only before update or delete or truncate on journal
    for each statement execute function refuse_change();

-- Who writes is their role, never an argument (DECISIONS 2.6).
create function journal(scope text, actor text, action text, object text, before json, after json, request_id text) returns void
language plpgsql security definer set search_path = lightweb, pg_temp as $$
begin
    if current_setting('role') not like 'lw\_%' then
        raise exception 'Only a feature writes into the journal, in its own role';
    end if;
    insert into journal (feature, scope, actor, action, object, before, after, request_id)
    values (feature(), journal.scope, journal.actor, journal.action, journal.object, journal.before, journal.after, journal.request_id);
end
$$;

revoke execute on function journal(text, text, text, text, json, json, text) from public;
grant execute on function journal(text, text, text, text, json, json, text) to lw_feature;
