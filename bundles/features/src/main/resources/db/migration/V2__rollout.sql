-- A new version on its way: it is tried on one host, then on all, then it is what the feature is.
create table rollout (
    feature text primary key,
    id uuid not null unique,
    version text not null,
    previous text,
    action text not null check (action in ('INSTALL', 'UPDATE', 'ROLLBACK')),
    phase text not null check (phase in ('STARTING', 'TRYING', 'SPREADING')),
    host uuid not null,
    crashes integer not null default 0,
    actor text not null,
    source text not null check (source in ('API', 'DEPLOY')),
    file text,
    until timestamptz not null,
    foreign key (feature, version) references revision
);

-- A host that is there; one that has not been seen for a while is not.
create table host (
    id uuid primary key,
    seen_at timestamptz not null
);

-- What each host runs, as it said itself.
create table host_feature (
    host uuid not null references host on delete cascade,
    feature text not null,
    version text not null,
    detail text not null,
    primary key (host, feature)
);

-- The signatures over a revision's description, verified again at each start.
create table revision_signature (
    feature text not null,
    version text not null,
    key_id text not null,
    signature bytea not null,
    primary key (feature, version, key_id),
    foreign key (feature, version) references revision on delete cascade
);

-- A plan that somebody looks at, with the archive it is about; applied by its id, or forgotten.
create table pending_plan (
    id text primary key,
    feature text not null,
    version text not null,
    archive bytea not null,
    source text not null check (source in ('API', 'DEPLOY')),
    file text,
    downgrade text,
    made_by text not null,
    made_at timestamptz not null
);

-- What belongs to a feature from its first installation (DECISIONS 2.6).
create table place (
    place text primary key,
    feature text not null
);

alter table feature add column previous text;
alter table feature drop constraint feature_state_check;
alter table feature add constraint feature_state_check
    check (state in ('ACTIVE', 'STOPPED', 'REMOVED'));
alter table feature add column stopped_because text not null default '';

alter table history drop constraint history_action_check;
alter table history add constraint history_action_check
    check (action in ('INSTALL', 'UPDATE', 'ROLLBACK', 'REMOVE', 'PURGE', 'START'));
alter table history drop constraint history_outcome_check;
alter table history add constraint history_outcome_check
    check (outcome in ('DONE', 'LIVE', 'REFUSED', 'TAKEN_BACK', 'STOPPED'));

alter table revision_bundle drop constraint revision_bundle_feature_version_fkey;
alter table revision_bundle add foreign key (feature, version) references revision on delete cascade;
