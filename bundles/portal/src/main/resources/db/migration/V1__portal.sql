-- Portal sessions (DECISIONS 3.4): any host serves any request. The cookie's value is kept as its SHA-256 only, and no token
-- is kept at all: what a session may do follows from the local view of roles.
create table session (
    cookie_sha256 text primary key,
    user_id text not null,
    display_name text not null,
    language text,
    expires_at timestamptz not null
);
create index session_expiry on session (expires_at);

create table login_attempt (
    state_sha256 text primary key,
    nonce text not null,
    verifier text not null,
    destination text not null,
    expires_at timestamptz not null
);
