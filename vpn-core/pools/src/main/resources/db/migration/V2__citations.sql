-- What an administrator's judgement rests on; null means that it is shown as uncited.
alter table edit add column vpn_law_citation text;
alter table edit add column censorship_citation text;
