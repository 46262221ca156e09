-- NetBird's tokens that hosts made. A row is there before the token, whose name carries the nonce: one that a crash left
-- behind is found by it and deleted. The token is sealed with the master key, and forgotten once it is retired. configured is
-- an HMAC of the token in etc/ that it began with: another one there takes its place.
create table netbird_token (
    nonce text primary key,
    role text not null check (role in ('NETWORK', 'ADMIN')),
    state text not null check (state in ('BEGUN', 'KEPT', 'USED', 'RETIRED')),
    configured text not null,
    service_user text not null,
    configured_ends timestamptz,
    begun_at timestamptz not null,
    netbird_id text,
    sealed bytea,
    made_at timestamptz,
    ends_at timestamptz,
    check ((netbird_id is null) = (made_at is null) and (netbird_id is null) = (ends_at is null)),
    check (state not in ('KEPT', 'USED') or sealed is not null)
);
create unique index netbird_token_used on netbird_token (role) where state = 'USED';

alter table finding drop constraint finding_kind_check;
alter table finding add constraint finding_kind_check
    check (kind in ('REPAIRED', 'HELD', 'REFUSED', 'SHORT_LISTING', 'DEFAULT_POLICY', 'APPROVED', 'TOKEN'));
