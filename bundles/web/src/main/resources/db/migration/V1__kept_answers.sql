-- Answers to POST requests with an Idempotency-Key (DECISIONS 3.7). The scope is a digest over caller, path and key; the
-- answer is encrypted with the master key; rows go after an hour.
create table kept_answer (
    scope text primary key,
    fingerprint text not null,
    answer bytea,
    claimed_at timestamptz not null
);
create index kept_answer_age on kept_answer (claimed_at);
