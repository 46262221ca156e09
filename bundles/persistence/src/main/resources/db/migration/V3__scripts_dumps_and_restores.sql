-- The scripts that made each schema: whoever makes a schema again from a dump has them, also where the feature's bundle is gone.
create table unit_script (
    schema_name text not null,
    script text not null,
    content text not null,
    primary key (schema_name, script)
);

-- Dumps of one feature's schema, kept for a while (DECISIONS 2.4). Here and not on a disk: there may be many hosts (DECISIONS 4.1).
create table schema_dump (
    id uuid primary key,
    feature text not null,
    reason text not null check (reason in ('PURGE', 'MIGRATION')),
    made_at timestamptz not null,
    kept_until timestamptz not null,
    tables integer not null,
    row_count bigint not null,
    bytes bigint not null,
    sha256 text not null
);
create index schema_dump_feature on schema_dump (feature, made_at);
create table schema_dump_chunk (
    dump_id uuid not null references schema_dump on delete cascade deferrable initially deferred,
    position integer not null,
    content bytea not null,
    primary key (dump_id, position)
);
-- What is compressed already is not tried again.
alter table schema_dump_chunk alter column content set storage external;

-- This database holds an older state since then: it is not believed against NetBird and Zitadel until an administrator has released it.
create table restoration (
    id uuid primary key,
    restored_at timestamptz not null,
    made_at timestamptz not null,
    released_at timestamptz,
    released_by text,
    released_seen text,
    check ((released_at is null) = (released_by is null) and (released_at is null) = (released_seen is null))
);
create table restoration_part (
    restoration_id uuid not null references restoration,
    part text not null,
    found jsonb not null,
    held text[],
    primary key (restoration_id, part)
);

-- Which master key everything in here is encrypted with, by its fingerprint (DECISIONS 4.1).
alter table installation add column master_key text;
