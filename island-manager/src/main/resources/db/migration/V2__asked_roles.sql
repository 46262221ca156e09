-- The role that was asked for and the operation that carries it out, until the person is seen in the island.
alter table membership_note add column asked_role text, add column operation uuid,
    add constraint asked_whole check ((asked_role is null) = (operation is null));
