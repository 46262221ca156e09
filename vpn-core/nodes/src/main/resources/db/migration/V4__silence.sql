-- What the sweeper made of a node's silence; a beat makes it UP at once (DECISIONS 5.5). Says nothing before the first beat.
alter table node add column health text not null default 'UP' check (health in ('UP', 'SUSPECT', 'DOWN'));
-- What the node said of itself with its last beat, and the hash of the peers that it has.
alter table node add column status text not null default '';
alter table node add column peer_set_hash text not null default '';

-- What it can do beside obfuscation, as its operator expects and its agent says (DECISIONS 6).
alter table node add column openvpn boolean not null default false;
alter table node add column multihop_port integer check (multihop_port between 1 and 65535);
alter table node add column engine text not null default '';
alter table enrolment drop column capabilities;
alter table enrolment add column obfuscation text not null default '';
alter table enrolment add column openvpn boolean not null default false;
alter table enrolment add column multihop_port integer check (multihop_port between 1 and 65535);
alter table enrolment add column engine text not null default '';

-- Since when hosts have been listening without a gap. The lock of its one row lets one sweeper at a time judge, over all hosts.
create table watch (
    single boolean primary key default true check (single),
    listening_since timestamptz not null,
    swept_at timestamptz not null,
    held integer not null default 0,
    alarm_since timestamptz
);
insert into watch (listening_since, swept_at) values ('epoch', 'epoch');
