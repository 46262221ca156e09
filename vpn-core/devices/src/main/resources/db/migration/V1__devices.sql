-- Kept of a device: key, addresses, name, day of creation, day of expiry, present placement (DECISIONS 4.3). Its id is random,
-- so that it tells no time.
create table device (
    id uuid primary key,
    user_id text not null,
    name text not null check (length(name) between 1 and 64),
    public_key text not null unique,
    address_v4 text not null unique,
    address_v6 text not null unique,
    node_id text,
    pool text,
    created_on date not null,
    expires_on date not null
);
create index device_user on device (user_id);
