-- A dump is made too where another takes the place of a feature's data.
alter table schema_dump drop constraint schema_dump_reason_check;
alter table schema_dump add constraint schema_dump_reason_check
    check (reason in ('PURGE', 'MIGRATION', 'RESTORE'));
