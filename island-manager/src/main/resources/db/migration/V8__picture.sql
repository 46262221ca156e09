-- An island's picture, made anew from what was uploaded: 256 x 256 points, JPEG, without anything else that the file said.
create table picture (
    island_id uuid primary key references island,
    jpeg bytea not null check (length(jpeg) between 100 and 200000),
    hash text not null
);
