-- Who holds roles with a prefix, for a feature that decides behind a lock in its own transaction.
create function holders(prefix text) returns table (user_id text, role_key text)
language sql stable security definer set search_path = identity, pg_temp as $$
    select e.user_id, e.role_key from effective_roles e where starts_with(e.role_key, prefix)
$$;

revoke all on function holders from public;
grant execute on function holders to lw_feature;
