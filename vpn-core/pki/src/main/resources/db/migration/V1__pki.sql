-- Certificate authorities. Keys are encrypted with the host's master key; in a real network the root's is never here.
create table authority (
    name text primary key check (name in ('root', 'nodes', 'server')),
    certificate bytea not null,
    encrypted_key bytea not null,
    made_at timestamptz not null
);
