-- Why a revocation is held, for pages in any language. A host that does not know of it yet leaves the usual one; the next
-- reading of one that does puts it right.
alter table held add column reason text not null default 'MANY'
    check (reason in ('SHORT_LISTING', 'MANY', 'EMPTY_ISLAND', 'RESTORED'));
update held set reason = case
    when why like 'Zitadel''s listing was shorter%' then 'SHORT_LISTING'
    when why like 'It would leave an island%' then 'EMPTY_ISLAND'
    when why like 'Waits: this host was restored%' then 'RESTORED'
    else 'MANY' end;
