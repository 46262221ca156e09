-- What is held (DECISIONS 1.7), as the writer saw it last: its id is a fingerprint of exactly this change to exactly what was
-- there. NetBird's ids of people and devices are in the fingerprint only.
create table held (
    id text primary key,
    effect text not null,
    kind text not null check (kind in ('GROUP', 'POLICY', 'ZONE')),
    feature text not null,
    fragment text not null,
    key text not null,
    name text not null,
    count integer not null,
    reason text not null,
    words text not null,
    since timestamptz not null
);
create index held_by_fragment on held (feature, fragment, id);

-- What an administrator approved: an intent before the world is touched (DECISIONS 1.2), and who it was afterwards. The version
-- wakes the writer like a fragment's.
create table approval (
    id uuid primary key,
    at timestamptz not null,
    administrator text not null,
    request_id text not null,
    changes text[] not null,
    state text not null check (state in ('WAITING', 'ACCEPTED', 'DONE', 'VOID', 'REFUSED')),
    detail text not null default '',
    since timestamptz not null,
    version bigint not null default nextval('fragment_version')
);
create index approval_open on approval (at) where state in ('WAITING', 'ACCEPTED');

alter table finding drop constraint finding_kind_check;
alter table finding add constraint finding_kind_check
    check (kind in ('REPAIRED', 'HELD', 'REFUSED', 'SHORT_LISTING', 'DEFAULT_POLICY', 'APPROVED'));
