-- What other features may do here, in their own transaction (DECISIONS 2.6).
create function bump(node text, op text, peer text, peer_addresses text) returns bigint
language sql as $$
    with next as (
        update node set config_version = config_version + 1 where id = bump.node returning config_version
    )
    insert into node_change (node_id, version, op, public_key, addresses)
    select bump.node, config_version, bump.op, bump.peer, bump.peer_addresses from next
    returning version
$$;

create function place_peer(node text, peer text, peer_addresses text) returns bigint
language plpgsql security definer set search_path = nodes as $$
declare
    before text;
    same boolean;
    version bigint;
begin
    perform 1 from node n where n.id = node and n.state = 'REGISTERED' for update;
    if not found then
        raise exception 'no such node' using errcode = 'P0002';
    end if;
    if exists (select 1 from node n where n.public_key = peer) then
        raise exception 'the key of a node' using errcode = 'P0002';
    end if;
    select p.node_id, p.addresses = peer_addresses into before, same from placement p where p.public_key = peer for update;
    if before = node and same then
        select n.config_version into version from node n where n.id = node;
        return version;
    end if;
    if before is not null then
        delete from placement p where p.public_key = peer;
        perform bump(before, 'remove', peer, '');
    end if;
    insert into placement (public_key, node_id, addresses) values (peer, node, peer_addresses);
    version := bump(node, 'add', peer, peer_addresses);
    perform pg_notify('nodes_config', node);
    return version;
end
$$;

create function remove_peer(peer text) returns void
language plpgsql security definer set search_path = nodes as $$
declare
    before text;
begin
    delete from placement p where p.public_key = peer returning p.node_id into before;
    if before is not null then
        perform bump(before, 'remove', peer, '');
        perform pg_notify('nodes_config', before);
    end if;
end
$$;

revoke execute on function bump(text, text, text, text) from public;
revoke execute on function place_peer(text, text, text) from public;
revoke execute on function remove_peer(text) from public;
grant usage on schema nodes to lw_feature;
grant execute on function place_peer(text, text, text) to lw_feature;
grant execute on function remove_peer(text) to lw_feature;
