-- Counts are only ever looked for by their post: one index serves both, and a large file is written with one less.
alter table engagement drop constraint engagement_pk, add constraint engagement_pk primary key (post_id, id);
drop index engagement_by_post;
