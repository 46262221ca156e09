-- Features whose data is being brought back from a dump: nothing of them may begin until that has ended.
create table restoring (
    feature text primary key,
    dump uuid not null,
    host uuid not null,
    actor text not null,
    at timestamptz not null
);

alter table history drop constraint history_action_check;
alter table history add constraint history_action_check
    check (action in ('INSTALL', 'UPDATE', 'ROLLBACK', 'REMOVE', 'PURGE', 'RESTORE', 'START'));
