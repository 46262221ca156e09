-- The truth for the weather (DECISIONS 5.8): what etc/weather seeded once, and what administrators changed since.
create table seed (
    file text primary key,
    yaml text not null,
    seeded_at timestamptz not null
);

create table edit (
    iso2 text primary key check (iso2 ~ '^[A-Z]{2}$'),
    vpn_law text,
    censorship numeric check (censorship between 0 and 100),
    edited_by text not null,
    edited_at timestamptz not null
);

-- Which pools a country was in when it was last assessed: what hysteresis needs.
create table membership (
    iso2 text primary key,
    pools text not null
);

create table signing_key (
    name text primary key,
    encrypted_key bytea not null,
    public_key bytea not null
);

-- Every version that was signed, with the exact bytes that are served.
create table document (
    name text not null,
    version bigint not null,
    sha256 text not null,
    envelope bytea not null,
    expires_at timestamptz not null,
    primary key (name, version)
);
