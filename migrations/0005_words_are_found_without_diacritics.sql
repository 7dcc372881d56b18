create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- The same as searchable() in src/lib/domain/search.ts. Immutable because the dictionary is named and ours.
create function searchable(words text) returns text
language sql immutable strict parallel safe
return lower(unaccent('unaccent'::regdictionary, normalize(words, nfc)));

alter table unit add column search text not null
  generated always as (searchable(code || ' ' || name || ' ' || short_name)) stored;
alter table person add column search text not null
  generated always as (searchable(login || ' ' || name)) stored;
alter table post add column search text not null
  generated always as (searchable(title || ' ' || link)) stored;

create index unit_by_words on unit using gin (search gin_trgm_ops);
create index person_by_words on person using gin (search gin_trgm_ops);
create index post_by_words on post using gin (search gin_trgm_ops);
