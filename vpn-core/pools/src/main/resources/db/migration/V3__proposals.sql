-- The truth for the weather (DECISIONS 5.8): each country's inputs, with a number that grows by one with each approved change.
create table input (
    iso2 text primary key check (iso2 ~ '^[A-Z]{2}$'),
    version bigint not null check (version > 0),
    document jsonb not null
);

-- What was asked to change: by a person, or by an edit of a file. The table edit is read once more, to fill input.
create table proposal (
    id uuid primary key,
    iso2 text not null check (iso2 ~ '^[A-Z]{2}$'),
    base_version bigint not null check (base_version >= 0),
    base_inputs jsonb not null,
    changes jsonb not null,
    reason text not null,
    source text,
    proposed_by text not null,
    proposed_at timestamptz not null,
    state text not null check (state in ('PENDING', 'APPROVED', 'REJECTED')),
    decided_by text,
    decided_at timestamptz,
    decision_reason text,
    pools_version bigint,
    check ((state = 'PENDING') = (decided_at is null))
);

-- The same is asked once, however often it is sent.
create unique index proposal_once on proposal (iso2, base_version, md5(changes::text)) where state = 'PENDING';
