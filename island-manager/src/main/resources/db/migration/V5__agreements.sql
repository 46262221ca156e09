-- Who has agreed to less than their island's rules: a rule that widens applies to those who agreed to it. Whoever is not
-- here agreed to the rules as they are, by joining or after they were changed.
create table agreed_less (
    island_id uuid not null references island,
    user_id text not null,
    rules text not null,
    primary key (island_id, user_id)
);
create index agreed_less_user on agreed_less (user_id);
