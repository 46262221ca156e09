-- A member's end date and who set it; the one role that replaces all others once it is there: until then the weaker of
-- both counts. People who came by Zitadel's console have no one who added them.
alter table membership_note
    alter column added_by drop not null,
    alter column added_at drop not null,
    add column until timestamptz,
    add column until_by text,
    add column change_to text,
    add column change_operation uuid,
    add constraint until_whole check ((until is null) = (until_by is null)),
    add constraint change_whole check ((change_to is null) = (change_operation is null));
create index membership_note_until on membership_note (until) where until is not null;
create index membership_note_user on membership_note (user_id);

-- What came first, whatever the hosts' clocks say: numbers are taken behind the island's lock.
create sequence invitation_order;

-- The secret is not here: only its keyed hash.
create table invitation (
    id uuid primary key,
    position bigint not null default nextval('invitation_order'),
    island_id uuid not null references island,
    kind text not null check (kind in ('LINK', 'CODE')),
    secret bytea not null unique,
    role text not null,
    made_by text not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    uses integer not null check (uses between 1 and 100),
    member_until timestamptz,
    approval boolean not null,
    revoked_at timestamptz
);
create index invitation_island on invitation (island_id, made_at);

-- Who used it. One person uses it once, however often they come.
create table invitation_use (
    invitation_id uuid not null references invitation on delete cascade,
    user_id text not null,
    used_at timestamptz not null,
    primary key (invitation_id, user_id)
);

create table join_request (
    id uuid primary key,
    island_id uuid not null references island,
    invitation_id uuid not null references invitation on delete cascade,
    user_id text not null,
    asked_at timestamptz not null,
    state text not null check (state in ('OPEN', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    decided_by text,
    decided_at timestamptz,
    constraint decided_whole check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (state = 'OPEN'))
);
create unique index join_request_open on join_request (island_id, user_id) where state = 'OPEN';
create index join_request_user on join_request (user_id, asked_at);

-- Who was taken out by another, and as what, so that it can be undone: what invited them before lets them in no more.
create table removal (
    island_id uuid not null references island,
    user_id text not null,
    position bigint not null,
    role text not null,
    until_by text,
    until timestamptz,
    removed_by text not null,
    removed_at timestamptz not null,
    primary key (island_id, user_id)
);

-- Spoken codes that were none, so that nobody guesses: kept an hour.
create table code_miss (
    user_id text not null,
    at timestamptz not null
);
create index code_miss_user on code_miss (user_id, at);
create index code_miss_at on code_miss (at);
