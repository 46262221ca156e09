create table shelf (
    id text primary key,
    label text not null
);
create table book (
    id text primary key,
    shelf text not null references shelf (id)
);
