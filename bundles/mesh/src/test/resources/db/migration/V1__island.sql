-- A feature's own schema, for tests of what another feature declares.
create table island (id int primary key);
