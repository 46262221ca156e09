-- One running server of a service type, placed on an island or on the whole network.
create table instance (
    id uuid primary key,
    type_id text not null check (length(type_id) between 2 and 100),
    name text not null check (name ~ '^[a-z0-9](-?[a-z0-9])*$' and length(name) between 2 and 40),
    title text not null check (length(title) between 1 and 80),
    peer text not null check (length(peer) between 1 and 255),
    island_id uuid,
    island_slug text,
    placed_by text not null,
    placed_at timestamptz not null,
    check ((island_id is null) = (island_slug is null))
);
create unique index instance_name on instance (name, coalesce(island_id, '00000000-0000-0000-0000-000000000000'));
create index instance_island on instance (island_id);
