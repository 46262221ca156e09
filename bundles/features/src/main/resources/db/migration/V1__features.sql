-- What an administrator installed. The framework's storage is a cache of this (DECISIONS 2.7).
create table artefact (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    content bytea not null,
    stored_at timestamptz not null
);

create table revision (
    feature text not null check (feature ~ '^[a-z][a-z0-9-]{1,39}$'),
    version text not null,
    archive_sha256 text not null,
    description text not null,
    stored_at timestamptz not null,
    primary key (feature, version)
);

create table revision_bundle (
    feature text not null,
    version text not null,
    position integer not null,
    symbolic_name text not null,
    sha256 text not null references artefact,
    primary key (feature, version, position),
    foreign key (feature, version) references revision
);

create table feature (
    feature text primary key,
    version text not null,
    state text not null check (state in ('ACTIVE', 'REMOVED')),
    source text not null check (source in ('API', 'DEPLOY')),
    file text,
    changed_by text not null,
    changed_at timestamptz not null,
    foreign key (feature, version) references revision
);

-- Who did what, from which digest, and how it ended: append-only.
create table history (
    id uuid primary key,
    feature text not null,
    version text not null,
    action text not null check (action in ('INSTALL', 'UPDATE', 'REMOVE')),
    outcome text not null check (outcome in ('DONE', 'REFUSED')),
    detail text not null,
    archive_sha256 text not null,
    actor text not null,
    at timestamptz not null
);
create index history_feature on history (feature, at);
