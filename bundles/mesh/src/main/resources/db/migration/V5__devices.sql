-- Devices that come by a setup key made for them alone: the group of that key is an object of ours like others, and a key
-- says for which device it is.
alter table owned drop constraint owned_kind_check;
alter table owned add constraint owned_kind_check check (kind in ('GROUP', 'POLICY', 'ZONE', 'DEVICE'));
alter table held drop constraint held_kind_check;
alter table held add constraint held_kind_check check (kind in ('GROUP', 'POLICY', 'ZONE', 'DEVICE'));
alter table setup_key add column feature text, add column fragment text, add column key text,
    add constraint setup_key_device check ((feature is null) = (fragment is null) and (fragment is null) = (key is null));
create index setup_key_by_device on setup_key (feature, fragment, key);
