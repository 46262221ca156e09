-- Devices that come without a login: each has a sponsor who is a member, and an end. The link that is exchanged for a setup key
-- is here as a keyed hash only; the key itself is nowhere.
create table device (
    id uuid primary key,
    island_id uuid not null references island,
    name text not null check (length(name) between 1 and 80),
    sponsor text not null,
    added_at timestamptz not null,
    until timestamptz not null,
    secret bytea unique,
    linked_at timestamptz not null,
    link_until timestamptz not null,
    exchanged_at timestamptz
);
create index device_island on device (island_id, sponsor);

-- Whether an island's zone names its members' devices, and under which domain it was declared last.
create table island_names (
    island_id uuid primary key references island,
    devices boolean not null default false,
    domain text not null default ''
);
