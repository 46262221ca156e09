-- An island that its owner hands over. Once accepted it is done when the new owner's role is there: never is an island
-- without an owner in between.
create table handover (
    island_id uuid primary key references island,
    from_user text not null,
    to_user text not null,
    offered_at timestamptz not null,
    state text not null check (state in ('OFFERED', 'ACCEPTED'))
);
create index handover_to on handover (to_user);
