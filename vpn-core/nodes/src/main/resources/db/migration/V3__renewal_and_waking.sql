-- The keys that certificates were issued for last: what a renewal after the end is signed with, and what still may speak.
alter table node add column certified_key text;
alter table node add column certified_algorithm text;
alter table node add column certificate_ends timestamptz;
alter table node add column renewed_at timestamptz;
alter table node add column previous_key text;

-- Changes are a history of placements: each run forgets what was there at the run before (DECISIONS 4.3).
alter table node add column forget_next bigint not null default 0;

-- Says which node was changed, so that the caller can publish it in the same transaction.
drop function remove_peer(text);
create function remove_peer(peer text) returns text
language plpgsql security definer set search_path = nodes as $$
declare
    before text;
begin
    delete from placement p where p.public_key = peer returning p.node_id into before;
    if before is not null then
        perform bump(before, 'remove', peer, '');
    end if;
    return before;
end
$$;

drop function place_peer(text, text, text);
create function place_peer(node text, peer text, peer_addresses text, out version bigint, out node_before text)
language plpgsql security definer set search_path = nodes as $$
declare
    same boolean;
begin
    perform 1 from node n where n.id = node and n.state = 'REGISTERED' for update;
    if not found then
        raise exception 'this node takes no peers' using errcode = 'LW001';
    end if;
    if exists (select 1 from node n where n.public_key = peer) then
        raise exception 'the key of a node' using errcode = 'LW002';
    end if;
    select p.node_id, p.addresses = peer_addresses into node_before, same from placement p where p.public_key = peer for update;
    if node_before = node and same then
        select n.config_version into version from node n where n.id = node;
        return;
    end if;
    if node_before is not null then
        delete from placement p where p.public_key = peer;
        perform bump(node_before, 'remove', peer, '');
    end if;
    insert into placement (public_key, node_id, addresses) values (peer, node, peer_addresses);
    version := bump(node, 'add', peer, peer_addresses);
end
$$;

revoke execute on function place_peer(text, text, text) from public;
revoke execute on function remove_peer(text) from public;
grant execute on function place_peer(text, text, text) to lw_feature;
grant execute on function remove_peer(text) to lw_feature;
