-- What was taken from the drop folder, whatever became of it: the same file is not taken again.
create table taken_file (
    file text primary key,
    sha256 text not null,
    at timestamptz not null
);
insert into taken_file (file, sha256, at)
    select distinct on (f.file) f.file, r.archive_sha256, f.changed_at
    from feature f join revision r on r.feature = f.feature and r.version = f.version
    where f.source = 'DEPLOY' and f.file is not null
    order by f.file, f.changed_at desc;
