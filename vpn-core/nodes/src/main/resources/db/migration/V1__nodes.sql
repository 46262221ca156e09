-- One-time tokens with which nodes enrol; only their hashes are kept.
create table enrolment (
    token_sha256 text primary key,
    node_id text not null unique,
    jurisdiction text not null,
    provider text not null,
    pools text not null,
    capabilities text not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    created_by text not null
);

create table node (
    id text primary key check (id ~ '^[a-z0-9-]{3,40}$'),
    jurisdiction text not null check (jurisdiction ~ '^[A-Z]{2}$'),
    provider text not null,
    declared_pools text not null,
    state text not null check (state in ('ENROLLED', 'REGISTERED', 'DRAINING', 'REVOKED')),
    public_key text unique,
    endpoints text not null default '',
    obfuscation text not null default '',
    capacity integer not null default 0,
    agent_version text not null default '',
    boot_id text not null default '',
    config_version bigint not null default 0,
    oldest_change bigint not null default 0,
    applied_version bigint not null default 0,
    peers integer not null default 0,
    load integer not null default 0,
    last_beat timestamptz,
    enrolled_at timestamptz not null
);

-- Which peer is on which node; gone with the peer. The rows carry no time (DECISIONS 4.3).
create table placement (
    public_key text primary key,
    node_id text not null references node,
    addresses text not null
);
create index placement_node on placement (node_id);

-- What changed in a node's peers, for agents that ask for changes since a version.
create table node_change (
    node_id text not null references node,
    version bigint not null,
    op text not null check (op in ('add', 'remove')),
    public_key text not null,
    addresses text not null,
    primary key (node_id, version)
);
