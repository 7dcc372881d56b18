-- A foreign key looks for every row by itself, which takes as long as all else that a count costs. Here the same is asked
-- once for all rows of a statement, with the same locks: a post or person that is found stays until the transaction ends.
-- (PostgreSQL 19 is to check foreign keys faster: if it does, have them back.)
alter table engagement drop constraint engagement_post, drop constraint engagement_by_person;

create function engagement_refers() returns trigger language plpgsql as $$
declare
  stray engagement;
begin
  select w.* into stray from written w
    left join lateral (select id from post where id = w.post_id for key share) p on true
    where p.id is null limit 1;
  if found then
    raise foreign_key_violation using message = 'counts of a post that is not there: ' || stray.post_id,
      table = 'engagement', constraint = 'engagement_post';
  end if;
  perform from (select distinct by_person as id from written where by_person is not null) w
    left join lateral (select id from person where id = w.id for key share) p on true
    where p.id is null;
  if found then
    raise foreign_key_violation using message = 'counts by a person who is not there',
      table = 'engagement', constraint = 'engagement_by_person';
  end if;
  return null;
end $$;
create trigger engagement_refers after insert on engagement
  referencing new table as written for each statement execute function engagement_refers();
create trigger engagement_refers_still after update on engagement
  referencing new table as written for each statement execute function engagement_refers();

-- Counts that came after a transaction's snapshot a foreign key finds nevertheless; a trigger would leave them behind.
create function engagement_goes_with_post() returns trigger language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise invalid_transaction_state using message = 'posts are removed in a transaction that is "read committed"';
  end if;
  delete from engagement where post_id = old.id;
  return null;
end $$;
create trigger engagement_goes_with_post after delete on post
  for each row execute function engagement_goes_with_post();

create function engagement_keeps_person() returns trigger language plpgsql as $$
begin
  if exists (select from engagement where by_person = old.id) then
    raise foreign_key_violation using message = 'a person who counted stays: ' || old.id,
      table = 'engagement', constraint = 'engagement_by_person';
  end if;
  return null;
end $$;
create trigger engagement_keeps_person after delete on person
  for each row execute function engagement_keeps_person();

-- One index instead of two: counts are only looked for by their post.
alter table engagement drop constraint engagement_pk, add constraint engagement_pk primary key (post_id, id);
drop index engagement_by_post;
