-- Slugs are never used again, also after an island is gone (DECISIONS 1.10).
create table slug (
    slug text primary key check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) between 3 and 40),
    taken_at timestamptz not null
);

create table island (
    id uuid primary key,
    slug text not null unique references slug,
    name text not null check (length(name) between 1 and 80),
    mode text not null check (mode in ('SERVICES_ONLY', 'PORTS', 'EVERYTHING')),
    ports text not null default '',
    state text not null check (state in ('ACTIVE', 'DISSOLVED')),
    created_by text not null,
    created_at timestamptz not null,
    version integer not null
);

-- Whom the island's mesh group held when it was last declared, and what people did to get them there.
create table declared_member (
    island_id uuid not null references island,
    user_id text not null,
    primary key (island_id, user_id)
);
create index declared_member_user on declared_member (user_id);

create table membership_note (
    island_id uuid not null references island,
    user_id text not null,
    added_by text not null,
    added_at timestamptz not null,
    primary key (island_id, user_id)
);
