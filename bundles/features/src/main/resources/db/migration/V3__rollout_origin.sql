-- Whether an attempt brought its version, and whether its first host ended while it tried it and
-- is back: what was let in before is not let in anew.
alter table rollout add column brought boolean not null default false;
alter table rollout add column resumed boolean not null default false;
