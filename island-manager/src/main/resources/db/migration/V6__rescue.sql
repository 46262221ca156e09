-- An owner whom an administrator of the network makes, where an island has lost its own: announced first, and done when it
-- is due unless somebody stops it.
create table rescue (
    island_id uuid primary key references island,
    candidate text not null,
    asked_by text not null,
    why text not null,
    asked_at timestamptz not null,
    due_at timestamptz not null
);
