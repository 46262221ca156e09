-- Features whose data is being deleted: nothing of them may begin until that has ended.
create table purging (
    feature text primary key,
    actor text not null,
    at timestamptz not null
);
